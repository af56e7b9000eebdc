/** The page's style: light or dark as the reader's system is. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2333; --faint: #6b7285; --paper: #fbfbfd; --line: #d9dce6; --a: #2f5fd0; --b: #c2571a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7f0; --faint: #98a0b5; --paper: #14171f; --line: #303646; --a: #7ea2ff; --b: #f0a06a; }
}
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 1000px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p, figcaption { color: var(--faint); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin-bottom: 1rem; font-variant-numeric: tabular-nums; font-size: 13px; }
th, td { padding: 3px 10px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tr.by td { color: var(--faint); padding-top: 10px; }
.plots { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0; flex: 1 1 380px; } svg { width: 100%; height: auto; }
svg text { font-size: 11px; fill: var(--ink); } svg .faint { fill: var(--faint); }
.bar { fill: var(--a); opacity: 0.75; } .error { stroke: var(--ink); stroke-width: 1.5; }
.grid { stroke: var(--line); } .curve { fill: none; stroke-width: 2; }
.curve.s0 { stroke: var(--a); } .dot.s0, text.s0 { fill: var(--a); }
.curve.s1 { stroke: var(--b); } .dot.s1, text.s1 { fill: var(--b); }
code { font: 12px/1.4 ui-monospace, monospace; white-space: pre; }
`;
