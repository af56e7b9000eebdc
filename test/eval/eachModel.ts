import type { CodeModel, ModelSource } from '../../src/completion/ports';

/** The same models, each with something put before it; the same one again for the same model. */
export function eachModel(models: ModelSource, wrap: (model: CodeModel) => CodeModel): ModelSource {
  const known = new WeakMap<CodeModel, CodeModel>();
  const wrapped = (model: CodeModel): CodeModel => {
    const made = known.get(model) ?? wrap(model);
    known.set(model, made);
    return made;
  };
  return {
    peek: () => {
      const model = models.peek();
      return model && wrapped(model);
    },
    acquire: async (signal) => wrapped(await models.acquire(signal)),
  };
}
