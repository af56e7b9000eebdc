/** How quantizations are written in file names: 'model-Q4_K_M.gguf', 'model.q8_0.gguf', 'model-fp16.gguf'. */
const pattern =
  /(?:^|[-._:])((?:I?Q[1-8]_(?:K(?:_(?:XXL|XL|XS|S|M|L))?|[01](?:_\d+_\d+)?|XXS|XS|S|M|NL|XL))|TQ[12]_0|MXFP4(?:_MOE)?|BF16|FP?16|FP?32)(?=$|[-._])/gi;

/** By llama.cpp's names, in capitals; undefined when the name tells none. */
export function quantizationOf(fileName: string): string | undefined {
  const found = [...fileName.matchAll(pattern)].at(-1)?.[1];
  return found?.toUpperCase().replace(/^FP/, 'F');
}

/** By the number that GGUF files carry as `general.file_type`. */
export const fileTypes: ReadonlyMap<number, string> = new Map([
  [0, 'F32'],
  [1, 'F16'],
  [2, 'Q4_0'],
  [3, 'Q4_1'],
  [7, 'Q8_0'],
  [8, 'Q5_0'],
  [9, 'Q5_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K_S'],
  [12, 'Q3_K_M'],
  [13, 'Q3_K_L'],
  [14, 'Q4_K_S'],
  [15, 'Q4_K_M'],
  [16, 'Q5_K_S'],
  [17, 'Q5_K_M'],
  [18, 'Q6_K'],
  [25, 'IQ4_NL'],
  [30, 'IQ4_XS'],
  [32, 'BF16'],
]);
