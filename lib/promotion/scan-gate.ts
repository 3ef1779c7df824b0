import { Duration } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { type Problem, quote, refuseIf } from '../private/validation/validation';
import { type GateRules, type ScanKind } from './definition/gate-rules';
import { type ScanException, renderExceptions } from './scan-exception';
import { type UnscannedReason } from './unscanned-reason';
import { renderUnscanned } from './unscanned-reasons';

/**
 * The severity of a finding, as ECR and Amazon Inspector report it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFinding.html
 */
export enum ScanSeverity {
  /** No action is needed. */
  INFORMATIONAL = 'INFORMATIONAL',
  /** Hard to exploit, with little harm. */
  LOW = 'LOW',
  /** Some harm, or hard to exploit. */
  MEDIUM = 'MEDIUM',
  /** Much harm, and not hard to exploit. */
  HIGH = 'HIGH',
  /** The most harm. It always stops an image, unless it is excepted by name. */
  CRITICAL = 'CRITICAL',
}

/** Options of a `ScanGate`. */
export interface ScanGateOptions {
  /**
   * The highest severity that may pass. Throws for `CRITICAL`, since every finding would pass.
   *
   * @default ScanSeverity.MEDIUM
   */
  readonly maxSeverity?: ScanSeverity;

  /**
   * Findings that may pass for some time, by name. Throws if there are more than 100, or one is excepted twice.
   *
   * @default - none
   */
  readonly exceptions?: ScanException[];

  /**
   * The reasons for which an image may pass without a scan. Such an image passes unseen, so the notification and the request for
   * an approval name it. An image in which an earlier scan found something never passes by this. Throws for an unknown reason,
   * for one that is listed twice, and for a reason of Amazon Inspector in a gate of basic scanning.
   *
   * @default - none. An image that the scanner cannot check is refused
   */
  readonly passUnscanned?: UnscannedReason[];

  /**
   * The time limit of a scan. An image whose scan takes longer is refused with a notification. Throws for less than 5 minutes,
   * more than a day, and a token.
   *
   * @default Duration.hours(1)
   */
  readonly waitAtMost?: Duration;
}

/** The severities in ascending order. `UNDEFINED` and `UNTRIAGED` are not in the list, so they never pass. */
const order: readonly ScanSeverity[] = [
  ScanSeverity.INFORMATIONAL,
  ScanSeverity.LOW,
  ScanSeverity.MEDIUM,
  ScanSeverity.HIGH,
];

const shortestWait = Duration.minutes(5);
const longestWait = Duration.days(1);

/**
 * The conditions for the promotion of an image. Its scan must be finished. Each finding must have a severity that may pass, or be
 * excepted by name. An image does not pass if its scan failed or is missing. If the scanner cannot check it, it only passes with
 * `passUnscanned`. A finding without a severity does not pass either.
 *
 * @example
 * import { ScanGate, ScanSeverity } from 'cdk-ecr-publishing';
 *
 * const gate = ScanGate.enhanced({ maxSeverity: ScanSeverity.LOW });
 */
@publicApi
export class ScanGate {
  /**
   * A gate on the findings of basic scanning, which scans the packages of the operating system at the push.
   *
   * @param options the findings that stop an image.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html
   */
  public static basic(options: ScanGateOptions = {}): ScanGate {
    return new ScanGate('basic', options);
  }

  /**
   * A gate on the findings of enhanced scanning by Amazon Inspector, which scans packages of programming languages too. Findings
   * that Inspector suppresses stop an image as well. Add an exception with a reason and an end here instead.
   *
   * @param options the findings that stop an image.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html
   */
  public static enhanced(options: ScanGateOptions = {}): ScanGate {
    return new ScanGate('enhanced', options);
  }

  private readonly rules: GateRules;

  private constructor(scan: ScanKind, options: ScanGateOptions) {
    const { maxSeverity = ScanSeverity.MEDIUM, exceptions = [], passUnscanned = [] } = options;
    const { waitAtMost = Duration.hours(1) } = options;
    refuseIf('maxSeverity', severityProblem(maxSeverity));
    this.rules = {
      scan,
      passing: order.slice(0, order.indexOf(maxSeverity) + 1),
      exceptions: renderExceptions('exceptions', exceptions),
      unscanned: renderUnscanned('passUnscanned', passUnscanned, scan),
      waitSeconds: secondsOf('waitAtMost', waitAtMost),
    };
  }

  /** @internal */
  public _rules(): GateRules {
    return this.rules;
  }
}

function severityProblem(value: unknown): Problem {
  const names = `one of ${order.join(', ')}`;
  if (value === ScanSeverity.CRITICAL) {
    return `must be ${names}, got 'CRITICAL'. Nothing would stop an image. List the findings that may pass in \`exceptions\`.`;
  }
  return (order as readonly unknown[]).includes(value) ? undefined : `must be ${names}, got ${quote(value)}`;
}

function secondsOf(path: string, duration: Duration): number {
  const range = `from ${shortestWait.toHumanString()} to ${longestWait.toHumanString()}`;
  if (duration.isUnresolved()) refuseIf(path, `must be ${range} at synth, got a token`);
  const seconds = Math.ceil(duration.toSeconds({ integral: false }));
  const isWithin = seconds >= shortestWait.toSeconds() && seconds <= longestWait.toSeconds();
  const got = Number.isFinite(seconds) ? duration.toHumanString() : 'no number';
  refuseIf(path, isWithin ? undefined : `must be ${range}, got ${got}`);
  return seconds;
}
