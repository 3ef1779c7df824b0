import { pageBasis } from '../../private/text/page-basis';

/** Long lines of commands wrap on the screen. Copied text has no extra line breaks. */
const guide = `
  header, main { max-width: 860px; }
  main { padding-top: 20px; padding-bottom: 48px; }
  article + article { margin-top: 64px; padding-top: 24px; border-top: 2px solid var(--line); }
  article > h1 code { font-size: inherit; overflow-wrap: anywhere; }
  h2 { margin-top: 32px; }
  p { margin: 12px 0 8px; overflow-wrap: anywhere; }
  .items { padding-left: 20px; list-style: disc; overflow-wrap: anywhere; }
  .items li { margin-bottom: 4px; }
  p code, li code, td code { padding: 1px 4px; background: var(--raised); border-radius: 4px; }
  pre { margin: 8px 0 14px; padding: 12px 14px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised);
    border: 1px solid var(--line); border-radius: 8px; }
  nav { margin: 10px 0; }
  nav a { display: inline-block; margin-right: 16px; }
  table { width: 100%; border-collapse: collapse; margin: 8px 0 14px; }
  .code { position: relative; }
  .code pre { padding-right: 96px; }
  button { padding: 3px 10px; font: inherit; font-size: 14px; color: inherit; background: var(--ground); cursor: pointer;
    border: 1px solid var(--strong-line); border-radius: 6px; }
  .code button { position: absolute; top: 8px; right: 8px; min-width: 76px; }
  .spoken { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  #search { width: 100%; margin-top: 14px; padding: 7px 10px; font: inherit; color: inherit; background: var(--ground);
    border: 1px solid var(--strong-line); border-radius: 6px; }
  #found { margin: 6px 0 0; }
  header:has(.index), main:has(.index) { max-width: 1100px; }
  .index { table-layout: fixed; }
  .index th:first-child, .index td:first-child { width: 34%; }
  th, td { padding: 8px 10px; text-align: left; vertical-align: top; overflow-wrap: anywhere;
    border-bottom: 1px solid var(--line); }
  th { color: var(--soft); }
  th:first-child, td:first-child { width: 36%; }
  .columns-3 td:first-child { width: 50%; }
  .columns-3 td:nth-child(2) { overflow-wrap: normal; }
`;

const narrow = `
  @media screen and (max-width: 600px) {
    header, main { padding-left: 14px; padding-right: 14px; }
    h1 { font-size: 22px; }
    table, tbody, tr, td { display: block; width: auto; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    td, td:first-child { width: auto; padding: 2px 0; border-bottom: 0; }
    td:first-child { padding-top: 10px; font-weight: 600; }
    .columns-3 td:first-child, .index td:first-child { width: auto; }
    .index td[data-label]::before { content: attr(data-label) ': '; color: var(--soft); }
    .index td > div:first-child { display: inline; }
    .index .soft { font-weight: 400; }
    tr[hidden] { display: none; }
    .code pre { padding-right: 14px; margin-bottom: 6px; }
    .code button { position: static; display: block; margin: 0 0 16px auto; }
    .columns-3 td:not(:first-child)::before { content: attr(data-label) ': '; color: var(--soft); }
    tr { padding-bottom: 10px; border-bottom: 1px solid var(--line); }
  }
`;

const paper = `
  @page { size: A4; margin: 16mm; }
  @media print {
    nav, form, .screen, .spoken { display: none; }
    tr[hidden] { display: table-row; }
    .code pre { padding-right: 14px; }
    header, main { max-width: none; padding: 0; }
    body { font-size: 12px; }
    pre { break-inside: avoid; }
    code { font-size: 11px; }
    article + article { break-before: page; border: 0; margin: 0; padding: 0; }
    tr, li { break-inside: avoid; }
    h2, p { break-after: avoid; }
  }
`;

export const guideStyle = [pageBasis, guide, narrow, paper].join('');
