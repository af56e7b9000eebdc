/** Addresses of the hub's protocol. `endpoint` may end in a slash and may have a path. */
export function resolveUrl(endpoint: string, repository: string, revision: string, file: string): string {
  return `${base(endpoint)}/${escaped(repository)}/resolve/${encodeURIComponent(revision)}/${escaped(file)}`;
}

/** What a folder of a repository holds; '' is its root. */
export function treeUrl(endpoint: string, repository: string, revision: string, folder: string): string {
  const place = folder === '' ? '' : `/${escaped(folder)}`;
  return `${base(endpoint)}/api/models/${escaped(repository)}/tree/${encodeURIComponent(revision)}${place}`;
}

/** What a branch, a tag or a commit of a repository is. */
export function revisionUrl(endpoint: string, repository: string, revision: string): string {
  return `${base(endpoint)}/api/models/${escaped(repository)}/revision/${encodeURIComponent(revision)}`;
}

function base(endpoint: string): string {
  return endpoint.replace(/\/+$/, '');
}

function escaped(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
