import { filterScript } from './html-script-filter';
import { layoutScript } from './html-script-layout';
import { pictureScript } from './html-script-picture';

/** The page's script, the same for every report. Without it, the tables still show all of the access. */
export const pageScript = `(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const principals = data.principals.map(([name, kind, account]) => ({ name, kind, account }));
  const repositories = data.repositories.map(([name, place]) => ({ name, place }));
  const rows = data.rows.map(([principals, repositories, role, operations, decisions]) => ({
    principals, repositories, role, operations, decisions, decision: decisions[0],
  }));
${layoutScript}${pictureScript}${filterScript}})();
`;
