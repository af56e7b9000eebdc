import type { ModelSpeed } from '../completion/ports';

/** A model that runs, with what it has shown of itself. */
export interface ModelRun {
  readonly file: string;
  /** Of the file. */
  readonly bytes: number;
  /** 'cpu' or a back-end's name. */
  readonly place: string;
  readonly speed: ModelSpeed;
}
