/**
 * The page's style. In the editor it takes the theme's colours (--vscode-…; not its orange, which is next to transparent),
 * elsewhere it is light or dark as the reader's system is. Contrast themes give every mark an outline.
 */
export const style = `
:root { color-scheme: light dark; --ink: var(--vscode-foreground, #1d2333); --faint: var(--vscode-descriptionForeground, #5c6377);
  --paper: var(--vscode-editor-background, #fbfbfd); --line: var(--vscode-panel-border, #d9dce6);
  --a: var(--vscode-charts-blue, #2f5fd0); --b: var(--vscode-charts-purple, #b34c12);
  --c: var(--vscode-charts-green, #2c7a3f); --d: var(--vscode-charts-red, #7a3fb0); }
@media (prefers-color-scheme: dark) {
  :root { --ink: var(--vscode-foreground, #e4e7f0); --faint: var(--vscode-descriptionForeground, #98a0b5);
    --paper: var(--vscode-editor-background, #14171f); --line: var(--vscode-panel-border, #303646);
    --a: var(--vscode-charts-blue, #7ea2ff); --b: var(--vscode-charts-purple, #f0a06a);
    --c: var(--vscode-charts-green, #7fd08f); --d: var(--vscode-charts-red, #c79bf2); }
}
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 1000px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 var(--vscode-font-family, system-ui, sans-serif); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; } h3 { font-size: 1rem; }
p, figcaption { color: var(--faint); } .verdict { color: var(--ink); font-size: 1.1rem; border-left: 3px solid var(--a); padding-left: 0.8rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin-bottom: 1rem; font-variant-numeric: tabular-nums; font-size: 13px; }
th, td { padding: 3px 10px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
table.code { width: 100%; table-layout: fixed; } .code th, .code td { text-align: left; overflow: hidden; text-overflow: ellipsis; }
.code th:first-child { width: 7.5em; } .code th:nth-child(2) { width: 13em; }
.code td:nth-child(n + 3) { white-space: pre; font-family: var(--vscode-editor-font-family, ui-monospace, monospace); }
.glance { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
tr.by td { color: var(--faint); padding-top: 10px; }
.plots { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0; flex: 1 1 380px; max-width: 520px; } svg { width: 100%; height: auto; }
svg text { font-size: 11px; fill: var(--ink); } svg .faint { fill: var(--faint); }
.bar { fill: var(--a); opacity: 0.75; } .error { stroke: var(--ink); stroke-width: 1.5; }
.grid { stroke: var(--line); } .curve { fill: none; stroke-width: 2; } .dotted { stroke-width: 1; stroke-dasharray: 2 3; }
.curve.s0 { stroke: var(--a); } .dot.s0, svg text.s0 { fill: var(--a); }
.curve.s1 { stroke: var(--b); } .dot.s1, svg text.s1 { fill: var(--b); }
.curve.s2 { stroke: var(--c); } .dot.s2, svg text.s2 { fill: var(--c); }
.curve.s3 { stroke: var(--d); } .dot.s3, svg text.s3 { fill: var(--d); }
.vscode-high-contrast, .vscode-high-contrast-light { --line: var(--vscode-contrastBorder, currentColor); --faint: var(--ink); }
.vscode-high-contrast .bar, .vscode-high-contrast-light .bar { opacity: 1; stroke: var(--vscode-contrastActiveBorder, currentColor); }
`;
