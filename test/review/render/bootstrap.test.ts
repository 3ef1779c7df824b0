import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plainTerminal } from '../../../lib/private/text/terminal';
import { readTemplates, reviewTemplates } from '../../../lib/review';
import { groupAccess } from '../../../lib/review/render/access-groups';
import { renderMarkdown } from '../../../lib/review/render/markdown';
import { renderTable } from '../../../lib/review/render/table';
import { type ReviewReport } from '../../../lib/review/report/review-report';

const bootstrap = join(dirname(require.resolve('aws-cdk/package.json')), 'lib/api/bootstrap/bootstrap-template.yaml');
const names = Array.from({ length: 20 }, (_, index) => `service-${index}`);

/** The template that `cdk bootstrap` deploys, and twenty templates of one repository each. */
function bootstrapReport(): ReviewReport {
  const folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-'));
  try {
    copyFileSync(bootstrap, join(folder, 'bootstrap.yaml'));
    for (const name of names) {
      const repository = { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: name } };
      writeFileSync(join(folder, `${name}.json`), JSON.stringify({ Resources: { Repository: repository } }));
    }
    const { templates, unreviewed } = readTemplates([folder]);
    return reviewTemplates(templates, unreviewed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const report = bootstrapReport();

test('twenty repositories with the same access are one group with few entries', () => {
  const group = groupAccess(report).repositories.find((one) => one.names.includes('service-7'));
  expect([...(group?.names ?? [])].sort()).toEqual([...names].sort());
  expect(group?.entries.length).toBeLessThan(12);
});

test('a person can read the report: it has few rows and every name', () => {
  const rows = renderTable(report, plainTerminal)
    .split('\n')
    .filter((line) => line.startsWith('├')).length;
  expect(rows).toBeLessThan(60);
  const comment = renderMarkdown(report);
  expect(comment).not.toContain('Not shown');
  for (const name of names) expect(comment).toContain(`\`${name}\``);
});
