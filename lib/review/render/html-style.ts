import { pageBasis } from '../../private/text/page-basis';

const controls = `
  #filters { position: relative; display: flex; flex-wrap: wrap; gap: 10px 18px; align-items: center; margin-top: 20px;
    padding: 12px 14px; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; }
  #filters[hidden], #picked[hidden] { display: none; }
  #search { flex: 1 1 320px; min-width: 0; padding: 7px 10px; font: inherit; color: inherit; background: var(--ground);
    border: 1px solid var(--strong-line); border-radius: 6px; }
  fieldset { display: flex; flex-wrap: wrap; gap: 4px 12px; margin: 0; padding: 0; border: 0; }
  legend { float: left; padding: 0; margin-right: 8px; color: var(--soft); }
  label { white-space: nowrap; }
  button { padding: 6px 12px; font: inherit; color: inherit; background: var(--ground); cursor: pointer;
    border: 1px solid var(--strong-line); border-radius: 6px; max-width: 100%; overflow-wrap: anywhere; }
  #status { flex-basis: 100%; margin: 0; color: var(--soft); }
`;

const findings = `
  .finding { padding: 12px 14px; margin-bottom: 10px; border: 1px solid var(--line); border-left: 5px solid;
    border-radius: 6px; overflow-wrap: anywhere; }
  .finding p { margin: 4px 0 0; }
  .finding.error { border-left-color: var(--error); }
  .finding.warning { border-left-color: var(--warning); }
  .finding.note { border-left-color: var(--note); }
  .finding.unread { border-left-color: var(--warning); border-left-style: dashed; }
  .finding.known { border-left-color: var(--line); }
  .severity { display: inline-block; margin-right: 8px; padding: 0 8px; border-radius: 10px; font-size: 13px;
    font-weight: 600; color: var(--on); }
  .error > .severity { background: var(--error); }
  .warning > .severity, .unread > .severity { background: var(--warning); }
  .note > .severity { background: var(--note); }
  .finding.known > .severity { background: var(--soft); }
`;

const tables = `
  .pushers { margin: -4px 0 8px; padding-left: 22px; list-style: disc; overflow-wrap: anywhere; }
  .pushers li { max-width: 110ch; }
  table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); text-align: left; color: var(--soft);
    font-weight: 600; box-shadow: inset 0 -2px var(--line); }
  th, td { padding: 7px 10px; vertical-align: top; overflow-wrap: anywhere; }
  tbody { border-bottom: 1px solid var(--line); }
  tbody th { padding-top: 16px; text-align: left; background: var(--raised); font-weight: 600; }
  tbody th .soft { font-weight: 400; }
  tr + tr > td { border-top: 1px solid var(--line); }
  .can { width: 13%; } .who { width: 37%; } .when { width: 28%; } .by { width: 22%; }
  .operation { display: inline-block; margin: 0 4px 3px 0; padding: 0 7px; border: 1px solid var(--pull);
    border-radius: 10px; font-size: 13px; color: var(--pull); }
  .operation.push, .operation.delete, .operation.configure { border-color: var(--push); color: var(--push); }
  tbody th code { margin-right: 6px; }
  .many { max-height: 14em; overflow-y: auto; }
  .decision.conditional, .decision.unknown { font-weight: 600; }
  .decision.unknown { color: var(--warning); }
  .anyone { color: var(--error); font-weight: 600; }
`;

const picture = `
  #picture { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
  #picture > svg { display: block; width: 100%; min-width: 900px; height: auto; }
  #picture text { font: 12px ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: var(--text); }
  #picture .head { font: 600 14px system-ui, sans-serif; }
  #picture .frame-name { font: 600 12px system-ui, sans-serif; fill: var(--soft); }
  #picture .note { fill: var(--soft); }
  .frame { fill: none; stroke: var(--line); }
  .node { cursor: pointer; }
  .node > rect { fill: var(--raised); stroke: var(--strong-line); }
  .node.open > rect { stroke: var(--error); stroke-width: 2.5; }
  .node.only > rect { fill: var(--mark); stroke-width: 2.5; }
  .node:focus-visible { outline: none; }
  .node:focus-visible > rect { stroke: var(--note); stroke-width: 3; }
  .edge { fill: none; stroke-width: 1.6; stroke-opacity: 0.8; }
  .edge.from { stroke: var(--push); }
  .edge.to { stroke: var(--pull); }
  .edge.conditional { stroke-dasharray: 7 5; }
  .edge.unknown { stroke-dasharray: 2 5; stroke-linecap: round; stroke-width: 2.2; }
  .edge.added, .edge.widened { stroke-width: 2.6; }
  .edge.removed:not(.added):not(.widened) { stroke: var(--soft); stroke-opacity: 0.7; }
  #picture .mark > rect { fill: var(--ground); stroke: var(--text); }
  #picture .mark > text { text-anchor: middle; font-weight: 700; }
  .legend .mark { display: inline-block; min-width: 20px; margin-right: 6px; padding: 0 4px; text-align: center;
    font-weight: 700; line-height: 1.3; color: var(--text); border: 1px solid var(--text); border-radius: 5px; }
  .dim .edge:not(.lit), .dim .mark:not(.lit), .dim .node:not(.lit) { opacity: 0.18; }
  .dim .edge.lit { stroke-width: 2.6; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 8px 0; color: var(--soft); font-size: 14px; }
  .legend svg { width: 44px; height: 10px; vertical-align: middle; margin-right: 6px; }
`;

const narrow = `
  @media screen and (max-width: 760px) {
    header, main { padding-left: 14px; padding-right: 14px; }
    table, tbody, tr, td, tbody th { display: block; width: auto; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr:not([hidden]) + tr > td { border-top: 0; }
    tr + tr { border-top: 1px solid var(--line); padding: 6px 0; }
    td { padding: 2px 10px; }
    td > div:first-of-type { display: inline; }
    td::before { content: attr(data-label) ' '; color: var(--soft); font-size: 13px; }
    tr[hidden], tbody[hidden] { display: none; }
  }
`;

const paper = `
  @page { size: A4 landscape; margin: 12mm; }
  @media print {
    #filters, nav, .screen { display: none; }
    header, main { max-width: none; padding: 0; }
    body { font-size: 12px; }
    code { font-size: 11px; }
    tr[hidden] { display: table-row; }
    tbody[hidden] { display: table-row-group; }
    .finding[hidden], section[hidden] { display: block; }
    thead th { position: static; }
    .many { max-height: none; }
    tr, .finding { break-inside: avoid; }
    h2, tbody th { break-after: avoid; }
    #picture { overflow: visible; border: 0; }
    #picture > svg { min-width: 0; max-height: 165mm; }
    #overview { break-inside: avoid; }
    .legend { font-size: 12px; }
    .severity, .node > rect { print-color-adjust: exact; }
  }
`;

export const pageStyle = [pageBasis, controls, findings, tables, picture, narrow, paper].join('');
