/** What every request says: who asks, as whom, and that the bytes shall come as they are. */
export function requestHeaders(token: string | undefined): Readonly<Record<string, string>> {
  return {
    'User-Agent': 'inkling',
    // A compressed answer has other bytes and another length than the file.
    'Accept-Encoding': 'identity',
    ...(token === undefined || token === '' ? {} : { Authorization: `Bearer ${token}` }),
  };
}
