/** The family that a model's own name speaks of: 'Qwen2.5 Coder 1.5B Instruct' is of 'qwen2.5-coder-1.5b'. */
export function familyByName<Family extends { readonly id: string }>(
  name: string,
  families: readonly Family[],
): Family | undefined {
  const said = letters(name);
  const matching = families.filter((family) => said.includes(letters(family.id)));
  return matching.toSorted((a, b) => b.id.length - a.id.length)[0];
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
