import { caught, retries } from './ecr-task';
import { type GateRules } from './gate-rules';
import { type PromotionDefinitionOptions } from './promotion-options';
import { type State, type States, all, choice, isOneOf, isText, not, pass, present } from './states';

/** How often a scan is asked for at most: twenty parts that wait for long fit into the history of one execution. */
const mostPolls = 40;
const shortestPause = 15;

/** Step Functions hands over 256 KB at most. An enhanced finding is some KB. */
const pageSizes = { basic: 50, enhanced: 20 };

/** What a finished scan says. Every other status, a missing one and one that AWS adds later do not pass. */
const finished = { basic: ['COMPLETE'], enhanced: ['ACTIVE'] };
const unfinished = ['IN_PROGRESS', 'PENDING'];

/** The API does not know yet of a scan that is about to start. */
const notYet = ['Ecr.ScanNotFoundException', 'ECR.ScanNotFoundException'];

/** How long to pause between questions, and how many of them there are. */
export function pollsOf(waitSeconds: number): { readonly pause: number; readonly count: number } {
  const pause = Math.max(shortestPause, Math.ceil(waitSeconds / mostPolls));
  return { pause, count: Math.ceil(waitSeconds / pause) };
}

/** Waits for the scan of one image, and for nothing else: each status that never becomes a finished scan ends it. */
export function partScanStates({ partition, source, gate }: PromotionDefinitionOptions): States {
  const { pause, count } = pollsOf(gate.waitSeconds);
  const ended = all(
    isOneOf('$.page.ImageScanStatus.Status', finished[gate.scan]),
    // An enhanced scan can be ACTIVE before its first findings are in.
    present('$.page.ImageScanFindings.ImageScanCompletedAt'),
  );
  const ask = (more: State, catching: readonly State[], Next: string): State => ({
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
    Catch: [...catching, ...caught('The part failed')],
    Next,
  });
  return {
    'Ask for the findings': ask(
      {},
      [{ ErrorEquals: notYet, ResultPath: '$.error', Next: 'Count the question' }],
      'Is it scanned?',
    ),
    'Is it scanned?': choice(
      [
        [not(isText('$.page.ImageScanStatus.Status')), 'The scan has no status'],
        [ended, 'Are there findings?'],
        [isOneOf('$.page.ImageScanStatus.Status', [...unfinished, ...finished[gate.scan]]), 'Count the question'],
      ],
      'The scan did not end well',
    ),
    'Count the question': pass({ 'polls.$': 'States.MathAdd($.wait.polls, 1)' }, '$.wait', 'Is there time left?'),
    'Is there time left?': choice(
      [[{ Variable: '$.wait.polls', NumericLessThanEquals: count }, 'Wait for the scan']],
      'The scan takes too long',
    ),
    'Wait for the scan': { Type: 'Wait', Seconds: pause, Next: 'Ask for the findings' },
    'Ask for more findings': ask({ 'NextToken.$': '$.page.NextToken' }, [], 'Is it still scanned?'),
    'Is it still scanned?': choice([[ended, 'Are there findings?']], 'The scan changed'),
  };
}

/** Where the findings of this kind of scanning are, and those of the other, which none may be of. */
export function findingFields(scan: GateRules['scan']): { list: string; other: string; name: string } {
  const basic = '$.page.ImageScanFindings.Findings';
  const enhanced = '$.page.ImageScanFindings.EnhancedFindings';
  return scan === 'basic'
    ? { list: basic, other: enhanced, name: 'Name' }
    : { list: enhanced, other: basic, name: 'PackageVulnerabilityDetails.VulnerabilityId' };
}
