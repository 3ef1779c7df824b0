/** Colours for light and dark, each with a contrast of at least 4.5 to 1. Printed pages are always light. */
const light = `
    --ground: #ffffff; --raised: #f6f8fa; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --strong-line: #6e7781;
    --error: #b01f1f; --warning: #8a4600; --note: #0b5cad; --push: #9a3412; --pull: #0b5cad; --on: #ffffff;
    --mark: #fff3c4;`;
const dark = `
    --ground: #0f141a; --raised: #1a212a; --text: #e8ebef; --soft: #a9b3be; --line: #36404b; --strong-line: #8b97a4;
    --error: #ff9a93; --warning: #f2b45c; --note: #8fc4ff; --push: #f7ae7c; --pull: #8fc4ff; --on: #0f141a;
    --mark: #4a3d10;`;

/** The styles that every page starts with. */
export const pageBasis = `
  :root { color-scheme: light dark; ${light}
  }
  @media (prefers-color-scheme: dark) { :root { ${dark}
  } }
  @media print { :root { color-scheme: light; ${light}
  } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
  header, main { max-width: 1280px; margin: 0 auto; padding: 0 24px; }
  header { padding-top: 28px; }
  h1 { font-size: 26px; line-height: 1.2; margin: 0 0 6px; }
  h2 { font-size: 19px; margin: 36px 0 10px; }
  p { margin: 0 0 8px; }
  code { font: 13px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
  ul { margin: 0; padding: 0; list-style: none; }
  a { color: var(--note); }
  nav a { margin-right: 18px; }
  [hidden] { display: none; }
  .soft { color: var(--soft); }
  :focus-visible { outline: 3px solid var(--note); outline-offset: 2px; }
`;
