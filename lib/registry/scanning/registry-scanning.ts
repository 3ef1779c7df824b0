import { type CfnRegistryScanningConfigurationProps } from 'aws-cdk-lib/aws-ecr';
import { publicApi } from '../../private/boundary/public-api';
import { InvalidInputError } from '../../private/validation/validation';
import { validateFilters } from './scan-filter';

/** Options of `RegistryScanning.basic()`. */
export interface BasicScanningOptions {
  /**
   * Filters for the repositories whose images are scanned when they are pushed, such as `prod/*`. ECR scans the images of all other
   * repositories only if a user starts the scan. Throws for a filter that ECR does not accept, and for an empty list.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
   * @default - all repositories
   */
  readonly scanOnPush?: string[];
}

/** Options of `RegistryScanning.enhanced()`. */
export interface EnhancedScanningOptions {
  /**
   * Filters for the repositories whose images are scanned when they are pushed, and again for each new vulnerability. Throws for a
   * filter that ECR does not accept, and for an empty list.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
   * @default - all repositories, unless `scanOnPush` has filters
   */
  readonly continuous?: string[];

  /**
   * Filters for the repositories whose images are scanned only when they are pushed. If both lists match a repository, ECR scans it
   * continuously. Throws for a filter that ECR does not accept, and for an empty list.
   *
   * @default - none
   */
  readonly scanOnPush?: string[];
}

/** A scanning configuration, as `RegistrySettings` knows it. */
export interface ScanningRules {
  readonly type: 'BASIC' | 'ENHANCED';
  readonly continuous: readonly string[];
  readonly scanOnPush: readonly string[];
}

/**
 * How a registry scans its images. The setting applies to all repositories of an account in a Region.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
 */
@publicApi
export class RegistryScanning {
  /**
   * Scans operating system packages once, with ECR's own database.
   *
   * @param options the repositories that are scanned at each push.
   */
  public static basic(options: BasicScanningOptions = {}): RegistryScanning {
    if (options.scanOnPush) validateFilters('scanOnPush', options.scanOnPush);
    return new RegistryScanning({ type: 'BASIC', continuous: [], scanOnPush: options.scanOnPush ?? ['*'] });
  }

  /** Scans an image only if a user starts the scan. */
  public static manual(): RegistryScanning {
    return new RegistryScanning({ type: 'BASIC', continuous: [], scanOnPush: [] });
  }

  /**
   * Scans packages of operating systems and of programming languages with Amazon Inspector. The account pays for each image, and its
   * first configuration turns Inspector on. A repository that no filter matches is not scanned at all.
   *
   * @param options the repositories that are scanned, and how often.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html
   */
  public static enhanced(options: EnhancedScanningOptions = {}): RegistryScanning {
    const { continuous, scanOnPush = [] } = options;
    if (continuous) validateFilters('continuous', continuous);
    if (options.scanOnPush) validateFilters('scanOnPush', scanOnPush);
    const both = continuous?.find((filter) => scanOnPush.includes(filter));
    if (both !== undefined) {
      throw new InvalidInputError(
        `\`scanOnPush\` must not have a filter of \`continuous\`, got '${both}' in both. ECR scans such repositories continuously. ` +
          'Remove it from one.',
      );
    }
    return new RegistryScanning({
      type: 'ENHANCED',
      continuous: continuous ?? (options.scanOnPush ? [] : ['*']),
      scanOnPush,
    });
  }

  private constructor(
    /** @internal */
    public readonly _rules: ScanningRules,
  ) {}
}

/** Renders a scanning configuration. */
export function renderScanning({ type, continuous, scanOnPush }: ScanningRules): CfnRegistryScanningConfigurationProps {
  const rule = (scanFrequency: string, filters: readonly string[]) =>
    filters.length === 0
      ? []
      : [{ scanFrequency, repositoryFilters: filters.map((filter) => ({ filter, filterType: 'WILDCARD' })) }];
  return { scanType: type, rules: [...rule('CONTINUOUS_SCAN', continuous), ...rule('SCAN_ON_PUSH', scanOnPush)] };
}
