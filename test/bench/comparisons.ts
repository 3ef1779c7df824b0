import type { ImportCost } from './import-cost';
import type { PreviewCost } from './lifecycle-cost';
import type { Measurements } from './measurements';
import { organizationSize, type OrganizationCost, smallerSize } from './organization-cost';
import { ratios, type Summary, summary } from './statistics';
import { checkedSize, type RegistryCost, registrySize } from './registry-cost';
import type { ReviewCost } from './review-cost';
import type { TemplateBytes } from './template-check';
import type { Usage } from './usage';
import { labels, type Version } from './versions';

/** One row of the report: how much of something ours takes, and how much it is meant to take at most. */
export interface Comparison {
  readonly what: string;
  readonly repositories: string;
  readonly value: Summary;
  readonly unit?: 's' | 'MiB';
  readonly aim?: Aim;
}

export interface Aim {
  readonly limit: number;
  /** Whether the limit itself is already too much. */
  readonly below?: boolean;
}

export interface Results {
  readonly bytes: TemplateBytes;
  readonly plain: Measurements;
  readonly validated: Measurements;
  /** The repositories without publisher roles. */
  readonly alone: Measurements;
  readonly imports: ImportCost;
  readonly reviews: readonly ReviewCost[];
  readonly previews: readonly PreviewCost[];
  readonly registry: RegistryCost;
  readonly organization: OrganizationCost;
}

/** The size that the aims for CPU time speak of, and the one that it must not grow to faster than in proportion. */
const [aimedSize, largeSize] = [1000, 5000];

/** The rows that have an aim, and the rows that help to explain a missed aim. */
export function comparisons({
  bytes,
  plain,
  validated,
  alone,
  imports,
  reviews,
  previews,
  registry,
  organization,
}: Results): Comparison[] {
  return [
    ...usageRows(plain, 'cpuSeconds', 'plain-l2', (size) => (size === aimedSize ? { limit: 0.6 } : undefined)),
    ...usageRows(plain, 'cpuSeconds', 'literal-l1', (size) => (size === aimedSize ? { limit: 1.25 } : undefined)),
    ...usageRows(alone, 'cpuSeconds', 'plain-l2'),
    ...usageRows(alone, 'cpuSeconds', 'literal-l1'),
    ...growthRows(plain),
    ...usageRows(plain, 'peakMemoryMiB', 'plain-l2', () => ({ limit: 1 })),
    ...usageRows(plain, 'peakMemoryMiB', 'literal-l1'),
    ...bytesRows(bytes),
    ...usageRows(validated, 'cpuSeconds', 'plain-l2'),
    ...usageRows(validated, 'peakMemoryMiB', 'plain-l2'),
    ...importRows(imports),
    ...reviews.map(reviewRow),
    ...previews.flatMap(previewRows),
    ...registryRows(registry),
    ...organizationRows(organization),
    ...pace(plain),
  ];
}

const quantities: Record<keyof Usage, string> = { cpuSeconds: 'CPU', peakMemoryMiB: 'peak memory' };

function usageRows(
  measurements: Measurements,
  quantity: keyof Usage,
  other: Version,
  aim?: (size: number) => Aim | undefined,
): Comparison[] {
  const validation = measurements.templateValidation ? ', validation on' : '';
  const alone = measurements.withPublishers ? '' : ', repositories alone';
  return measurements.sizes.map((size) => ({
    what: `${quantities[quantity]}, ours / ${labels[other]}${validation}${alone}`,
    repositories: String(size),
    value: summary(ratios(measurements.of('ours', size, quantity), measurements.of(other, size, quantity))),
    aim: aim?.(size),
  }));
}

/** The growth of all three apps: the growth of L1 and L2 is that of the AWS library itself. */
function growthRows(measurements: Measurements): Comparison[] {
  if (![aimedSize, largeSize].every((size) => measurements.sizes.includes(size))) return [];
  const growth = (version: Version): Summary =>
    summary(
      ratios(measurements.of(version, largeSize, 'cpuSeconds'), measurements.of(version, aimedSize, 'cpuSeconds')),
    );
  const repositories = `${largeSize} / ${aimedSize}`;
  return [
    { what: 'CPU growth, ours', repositories, value: growth('ours'), aim: { limit: 3, below: true } },
    { what: 'CPU growth, L2', repositories, value: growth('plain-l2') },
    { what: 'CPU growth, L1', repositories, value: growth('literal-l1') },
  ];
}

function bytesRows(bytes: TemplateBytes): Comparison[] {
  return [...bytes].flatMap(([size, { ours, 'plain-l2': plainL2, 'literal-l1': literalL1 }]) => {
    const row = { repositories: String(size) };
    return [
      { ...row, what: 'template bytes, ours / L2', value: summary([ours / plainL2]), aim: { limit: 1 } },
      { ...row, what: 'template bytes, ours / L1', value: summary([ours / literalL1]) },
    ];
  });
}

function importRows({ overModules, overFiles }: ImportCost): Comparison[] {
  const row = { repositories: '-', unit: 's' } as const;
  return [
    { ...row, what: 'import CPU over the AWS modules', value: summary(overModules), aim: { limit: 0.03 } },
    { ...row, what: 'import CPU over the AWS files that these load', value: summary(overFiles) },
  ];
}

function reviewRow({ repositories, roles, limit, cpuSeconds }: ReviewCost): Comparison {
  return {
    what: `CPU of a review with ${roles} roles`,
    repositories: String(repositories),
    value: summary(cpuSeconds),
    unit: 's',
    aim: { limit, below: true },
  };
}

function previewRows({ images, cpuLimit, memoryLimit, cpuSeconds, peakMemoryMiB }: PreviewCost): Comparison[] {
  const aim = (limit?: number): Aim | undefined => (limit === undefined ? undefined : { limit, below: true });
  const what = `of a lifecycle preview of ${images} images`;
  const row = { repositories: '1' };
  return [
    { ...row, what: `CPU ${what}`, value: summary(cpuSeconds), unit: 's', aim: aim(cpuLimit) },
    { ...row, what: `peak memory ${what}`, value: summary(peakMemoryMiB), unit: 'MiB', aim: aim(memoryLimit) },
  ];
}

function registryRows({ fromConfig, byHand, check }: RegistryCost): Comparison[] {
  return [
    {
      what: 'CPU, from ecr-publishing.yaml / by hand',
      repositories: String(registrySize),
      value: summary(ratios(fromConfig, byHand)),
      aim: { limit: 1.15 },
    },
    {
      what: 'CPU of check',
      repositories: String(checkedSize),
      value: summary(check),
      unit: 's',
      aim: { limit: 2, below: true },
    },
  ];
}

/** The rows of an organization with a file for each of 40 teams, in three accounts and two Regions. */
export function organizationRows({ fromConfig, byHand, smaller, check, review }: OrganizationCost): Comparison[] {
  const repositories = String(organizationSize);
  const seconds = (what: string, all: readonly number[], limit?: number): Comparison => ({
    what,
    repositories,
    value: summary(all),
    unit: 's',
    ...(limit !== undefined && { aim: { limit, below: true } }),
  });
  return [
    {
      what: 'CPU, organization from files of teams / by hand',
      repositories,
      value: summary(ratios(fromConfig, byHand)),
      aim: { limit: 1.2 },
    },
    {
      what: 'CPU growth, organization',
      repositories: `${organizationSize} / ${smallerSize}`,
      value: summary(ratios(fromConfig, smaller)),
      aim: { limit: 3, below: true },
    },
    seconds('CPU of check, organization', check, 3),
    seconds('CPU of synth, organization', fromConfig),
    seconds('CPU of a review, organization', review),
  ];
}

/** The row that shows how fast the machine is. */
export const paceOfMachine = 'CPU of L1';

function pace(measurements: Measurements): Comparison[] {
  if (!measurements.sizes.includes(aimedSize)) return [];
  const value = summary(measurements.of('literal-l1', aimedSize, 'cpuSeconds'));
  return [{ what: paceOfMachine, repositories: String(aimedSize), value, unit: 's' }];
}
