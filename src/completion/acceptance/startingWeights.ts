/** What somebody who has just begun likes, by the names of `featuresOf`. */
export const startingWeights: Readonly<Record<string, number>> = {
  always: -0.5,
  'memory says so': 0.4,
  'sure (memory)': 2,
  'model says so': 0,
  'sure (model)': 1.5,
};
