import { caught, retries } from './ecr-task';
import { type GateRules } from './gate-rules';
import { type PromotionDefinitionOptions } from './promotion-options';
import { type State, type States, absent, all, choice, isOneOf, isText, not, pass, present } from './states';
import { unscannedAnswers } from './unscanned-answers';

/** The limit of requests for a scan. Twenty parts that wait for a long time fit in the history of one execution. */
const mostPolls = 40;
const shortestPause = 15;

/** The findings per page. Step Functions passes at most 256 KB, and an enhanced finding has some KB. */
const pageSizes = { basic: 50, enhanced: 20 };

/** The statuses of a finished scan. An image with any other status, or without one, does not pass. */
const finished = { basic: ['COMPLETE'], enhanced: ['ACTIVE'] };
const unfinished = ['IN_PROGRESS', 'PENDING'];

/** The error of a scan that has not started yet. */
const notYet = ['Ecr.ScanNotFoundException'];

const status = '$.page.ImageScanStatus.Status';
/** A scanner that cannot check an image any more may have found something earlier. */
const noFindings = absent('$.page.ImageScanFindings.Findings[0]', '$.page.ImageScanFindings.EnhancedFindings[0]');

const severityCounts = '$.page.ImageScanFindings.FindingSeverityCounts';

/** The pause between requests, and the number of requests. */
export function pollsOf(waitSeconds: number): { readonly pause: number; readonly count: number } {
  const pause = Math.max(shortestPause, Math.ceil(waitSeconds / mostPolls));
  return { pause, count: Math.ceil(waitSeconds / pause) };
}

/** The states that wait for the scan of one image. A status that never becomes a finished scan ends the wait. */
export function partScanStates({ partition, source, gate }: PromotionDefinitionOptions): States {
  const { pause, count } = pollsOf(gate.waitSeconds);
  const ended = all(
    isOneOf(status, finished[gate.scan]),
    // An enhanced scan can be ACTIVE before its first findings exist.
    present('$.page.ImageScanFindings.ImageScanCompletedAt'),
  );
  const request = (more: State, catching: readonly State[], Next: string): State => ({
    Type: 'Task',
    Resource: `arn:${partition}:states:::aws-sdk:ecr:describeImageScanFindings`,
    Parameters: {
      RegistryId: source.registryId,
      'RepositoryName.$': '$.repository',
      ImageId: { 'ImageDigest.$': '$.part.digest' },
      MaxResults: pageSizes[gate.scan],
      ...more,
    },
    ResultPath: '$.page',
    TimeoutSeconds: 60,
    Retry: [{ ErrorEquals: notYet, MaxAttempts: 0 }, ...retries],
    Catch: [
      ...catching,
      { ErrorEquals: ['Ecr.ImageNotFoundException'], ResultPath: '$.error', Next: 'The part was deleted' },
      ...caught('The part failed'),
    ],
    Next,
  });
  return {
    'Request the findings': request(
      {},
      [{ ErrorEquals: notYet, ResultPath: '$.error', Next: 'Count the question' }],
      'Is it scanned?',
    ),
    'Is it scanned?': choice(
      [
        [not(isText(status)), 'The scan has no status'],
        [ended, 'Are there findings?'],
        [isOneOf(status, [...unfinished, ...finished[gate.scan]]), 'Count the question'],
        ...gate.unscanned.map(
          (reason) => [all(unscannedAnswers[reason], noFindings), 'The part is not scanned'] as const,
        ),
        [isText('$.page.ImageScanStatus.Description'), 'The scan says why it did not end well'],
      ],
      'The scan did not end well',
    ),
    'Count the question': pass({ 'polls.$': 'States.MathAdd($.wait.polls, 1)' }, '$.wait', 'Is there time left?'),
    'Is there time left?': choice(
      [[{ Variable: '$.wait.polls', NumericLessThanEquals: count }, 'Wait for the scan']],
      'The scan takes too long',
    ),
    'Wait for the scan': { Type: 'Wait', Seconds: pause, Next: 'Request the findings' },
    'Request more findings': request({ 'NextToken.$': '$.page.NextToken' }, [], 'Is it still scanned?'),
    'Is it still scanned?': choice([[ended, 'Are there findings?']], 'The scan changed'),
  };
}

/** The counts of findings by severity, and whether the answer has them. */
export const counts = {
  path: severityCounts,
  arePresent: all(present(severityCounts), not({ Variable: severityCounts, IsNull: true })),
};

/** The fields of findings for a type of scanning, and the field of the other type, which must be empty. */
export function findingFields(scan: GateRules['scan']): { list: string; other: string; name: string } {
  const basic = '$.page.ImageScanFindings.Findings';
  const enhanced = '$.page.ImageScanFindings.EnhancedFindings';
  return scan === 'basic'
    ? { list: basic, other: enhanced, name: 'Name' }
    : { list: enhanced, other: basic, name: 'PackageVulnerabilityDetails.VulnerabilityId' };
}
