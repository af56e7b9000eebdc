/** Languages whose code helps each other: one name for each family. */
export function languageFamily(languageId: string): string {
  return families.get(languageId) ?? languageId;
}

const families: ReadonlyMap<string, string> = new Map([
  ['typescript', 'javascript'],
  ['typescriptreact', 'javascript'],
  ['javascriptreact', 'javascript'],
  ['vue', 'javascript'],
  ['svelte', 'javascript'],
  ['c', 'cpp'],
  ['objective-c', 'cpp'],
  ['objective-cpp', 'cpp'],
  ['cuda-cpp', 'cpp'],
  ['scss', 'css'],
  ['less', 'css'],
]);
