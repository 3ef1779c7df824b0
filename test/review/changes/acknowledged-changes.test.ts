import { noAcknowledgements } from '../../../lib/review/report/acknowledgements';
import { compareReports } from '../../../lib/review/changes/compare-reports';
import { acknowledgedReport } from '../../../lib/review/review-templates';
import { repository, reviewOf } from '../reviewed';

const id = 'repository-mutable-tags';
const reason = 'The tags of this mirror follow those of its source.';
const other = 'The tags of this cache are never deployed.';

/** The report of one repository with mutable tags, and its acknowledgement. */
function report(acknowledged?: string) {
  const open = reviewOf({ App: repository('app') });
  if (acknowledged === undefined) return open;
  return acknowledgedReport(open, {
    ...noAcknowledgements,
    ofReviewer: [{ id, resource: 'App', reason: acknowledged }],
  });
}

const empty = reviewOf({});
const fix = 'Check that the reason holds. If it does not, remove the acknowledgement and resolve the finding.';
const source = { template: 'app', logicalId: 'App', path: '' };

test.each([
  ['a new one', report(), report(reason), `The finding was open before. The reason is: ${reason}`],
  ['another reason', report(other), report(reason), `The reason was: ${other} It is now: ${reason}`],
  [
    'one that came with its finding',
    empty,
    report(reason),
    `The finding is new, and was acknowledged with it: ${reason}`,
  ],
])('%s is a change', (_, before, after, why) => {
  expect(compareReports(before, after).changes).toContainEqual({
    kind: 'acknowledged',
    what: `warning ${id} of 'App' is acknowledged`,
    why,
    fix,
    source,
  });
});

test.each([
  ['the same one', report(reason), report(reason)],
  ['a removed one', report(reason), report()],
  ['one without its finding', report(reason), empty],
])('%s is no change', (_, before, after) => {
  expect(compareReports(before, after).changes.filter(({ kind }) => kind === 'acknowledged')).toEqual([]);
});

test('a removed one opens the finding', () => {
  expect(compareReports(report(), report()).findings).toEqual([]);
  expect(compareReports(report(reason), report()).findings.map((finding) => finding.id)).toEqual([id]);
});
