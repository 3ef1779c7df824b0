import { Duration } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { type Problem, quote, refuseIf } from '../private/validation/validation';
import { type GateRules, type ScanKind } from './definition/gate-rules';
import { type ScanException, renderExceptions } from './scan-exception';

/**
 * How bad a finding is, as ECR and Amazon Inspector say it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFinding.html
 */
export enum ScanSeverity {
  /** Nothing to do. */
  INFORMATIONAL = 'INFORMATIONAL',
  /** Hard to use, with little harm. */
  LOW = 'LOW',
  /** Some harm, or hard to use. */
  MEDIUM = 'MEDIUM',
  /** Much harm, and not hard to use. */
  HIGH = 'HIGH',
  /** The worst. It always stops an image, unless it is excepted by name. */
  CRITICAL = 'CRITICAL',
}

/** Which findings stop an image. */
export interface ScanGateOptions {
  /**
   * The highest severity that may pass. Throws for `CRITICAL`: that gate would let everything pass.
   *
   * @default ScanSeverity.MEDIUM
   */
  readonly maxSeverity?: ScanSeverity;

  /**
   * Findings that may pass for some time, by name. Throws where there are more than 100, or one is excepted twice.
   *
   * @default - none
   */
  readonly exceptions?: ScanException[];

  /**
   * How long to wait for a scan. An image whose scan is not finished by then is not promoted, and that is told. Throws for
   * less than 5 minutes, more than a day, and a token.
   *
   * @default Duration.hours(1)
   */
  readonly waitAtMost?: Duration;
}

/** From harmless to bad. `UNDEFINED` and `UNTRIAGED`, which nobody has judged yet, are on no list and never pass. */
const order: readonly ScanSeverity[] = [
  ScanSeverity.INFORMATIONAL,
  ScanSeverity.LOW,
  ScanSeverity.MEDIUM,
  ScanSeverity.HIGH,
];

const shortestWait = Duration.minutes(5);
const longestWait = Duration.days(1);

/**
 * What an image has to be like to be promoted. Its scan has to be finished, and each finding has to be of a severity that
 * may pass, or excepted by name. A scan that failed, that is missing or that does not know the image's operating system
 * never lets an image pass, and neither does a finding that nobody has given a severity.
 */
@publicApi
export class ScanGate {
  /**
   * A gate on the findings of basic scanning: of the packages of the operating system, at the push.
   *
   * @param options which findings stop an image.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html
   */
  public static basic(options: ScanGateOptions = {}): ScanGate {
    return new ScanGate('basic', options);
  }

  /**
   * A gate on the findings of enhanced scanning, by Amazon Inspector: of the packages of languages too. What Inspector
   * suppresses stops an image nonetheless: an exception is made here, with a reason and an end.
   *
   * @param options which findings stop an image.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html
   */
  public static enhanced(options: ScanGateOptions = {}): ScanGate {
    return new ScanGate('enhanced', options);
  }

  private readonly rules: GateRules;

  private constructor(scan: ScanKind, options: ScanGateOptions) {
    const { maxSeverity = ScanSeverity.MEDIUM, exceptions = [], waitAtMost = Duration.hours(1) } = options;
    refuseIf('maxSeverity', severityProblem(maxSeverity));
    this.rules = {
      scan,
      passing: order.slice(0, order.indexOf(maxSeverity) + 1),
      exceptions: renderExceptions('exceptions', exceptions),
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
    return `must be ${names}, got 'CRITICAL'; nothing would stop an image, so except the findings that may pass`;
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
