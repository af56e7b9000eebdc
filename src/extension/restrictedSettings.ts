/** Settings below "inkling." that a workspace has a say in only when it is trusted; the manifest says the same to VS Code. */
export const restrictedSettings: ReadonlySet<string> = new Set([
  'model.path',
  'model.threads',
  'model.gpu',
  'model.gpuLayers',
  'model.adapters',
  'models',
  'model.folder',
  'model.endpoint',
  'model.engineRegistry',
  'model.format',
]);
