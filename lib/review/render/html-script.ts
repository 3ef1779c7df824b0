import { filterScript } from './html-script-filter';
import { layoutScript } from './html-script-layout';
import { pictureScript } from './html-script-picture';

/** What the page does where scripts run; without them it is all there as tables. Holds nothing of a report. */
export const pageScript = `(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const principals = data.principals.map(([name, kind, account]) => ({ name, kind, account }));
  const repositories = data.repositories.map(([name, place]) => ({ name, place }));
  const rows = data.rows.map(([principal, repository, via, operations, decision]) => ({
    principal, repository, via, operations, decision,
  }));
${layoutScript}${pictureScript}${filterScript}})();
`;
