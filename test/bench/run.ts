import { normalised } from './canonical-template';
import { comparisons } from './comparisons';
import { measureImportCost } from './import-cost';
import { measurePreview } from './lifecycle-cost';
import { measure } from './measurements';
import { benchOptions } from './options';
import { recordFigures, worseFigures } from './recorded';
import { recordSpeedTable } from './readme-table';
import { measureOrganization } from './organization-cost';
import { measureRegistry } from './registry-cost';
import { report } from './report';
import { measureReview } from './review-cost';
import { checkTemplates } from './template-check';
import { openWorkspace } from './workspace';

/** The template validation costs the same few seconds in every app: two sizes and fewer rounds show that. */
const validatedSizes = [1, 1000];
/** One import is short and its aim is a few hundredths of a second: many rounds make up for the noise. */
const importRoundsPerRun = 4;

const progress = (text: string): void => {
  console.error(text);
};

function bench(): void {
  const { runs, sizes, record } = benchOptions(process.argv.slice(2));
  const fewer = Math.max(1, Math.floor(runs / 2)); // for rounds that take many seconds
  // A listener keeps this process alive while the child dies of the same Ctrl-C, so that the folder still goes.
  process.on('SIGINT', () => undefined);
  const workspace = openWorkspace();
  try {
    const bytes = checkTemplates(workspace, sizes, progress);
    console.log(
      `The templates of the three apps are equivalent, up to:\n${normalised.map((text) => `- ${text}\n`).join('')}`,
    );
    const plain = measure(workspace, { count: runs, sizes, templateValidation: false, withPublishers: true }, progress);
    const alone = measure(
      workspace,
      { count: runs, sizes: sizes.filter((size) => size === 1000), templateValidation: false, withPublishers: false },
      progress,
    );
    const validated = measure(
      workspace,
      {
        count: fewer,
        sizes: sizes.filter((size) => validatedSizes.includes(size)),
        templateValidation: true,
        withPublishers: true,
      },
      progress,
    );
    progress('import cost');
    const imports = measureImportCost(workspace, runs * importRoundsPerRun);
    const reviews = measureReview(workspace, fewer, progress);
    const previews = measurePreview(workspace, fewer, progress);
    const registry = measureRegistry(workspace, fewer, progress);
    const organization = measureOrganization(workspace, fewer, progress);
    const results = { bytes, plain, validated, alone, imports, reviews, previews, registry, organization };
    console.log(report(results));
    const rows = comparisons(results);
    if (record) {
      recordFigures(rows);
      recordSpeedTable();
    }
    const worse = worseFigures(rows);
    if (worse.length > 0) throw new Error(`a tenth worse than recorded:\n${worse.join('\n')}`);
  } finally {
    workspace.remove();
  }
}

try {
  bench();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
