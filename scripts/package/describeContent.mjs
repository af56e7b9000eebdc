/**
 * A table of what is inside a VSIX, the heaviest first: packed and unpacked kB, number of files, place. The engine's
 * JavaScript is one row per package.
 */
export function describeContent(entries) {
  const rows = new Map();
  for (const entry of entries) {
    const place = placeOf(entry.path);
    const row = rows.get(place) ?? { place, packed: 0, unpacked: 0, files: 0 };
    rows.set(place, {
      place,
      packed: row.packed + entry.packedBytes,
      unpacked: row.unpacked + entry.bytes,
      files: row.files + 1,
    });
  }
  const lines = [...rows.values()].sort((a, b) => b.packed - a.packed).map(line);
  return ['  packed kB  unpacked kB  files', ...lines].join('\n');
}

function placeOf(name) {
  return /^extension\/dist\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
}

function line({ place, packed, unpacked, files }) {
  return `${kilobytes(packed)}  ${kilobytes(unpacked).padStart(11)}  ${String(files).padStart(5)}  ${place}`;
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(11);
}
