/** Whether a model's switch or restart was given up because another came in between, which says what happens now. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
