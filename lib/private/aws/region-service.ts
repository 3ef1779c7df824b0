import { Token, Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { InvalidInputError, quote } from '../validation/validation';
import table from './region-services.json';
import { type RegionalService } from './regional-services';

/** Which resource types of CloudFormation exist in which Region. */
export interface RegionServices {
  /** The package that the data comes from. */
  readonly source: string;
  /** The date of the data. */
  readonly read: string;
  /** The Regions that the data covers. */
  readonly regions: readonly string[];
  /** By resource type, the Regions of these that lack it. */
  readonly lacking: Readonly<Record<string, readonly string[]>>;
}

export const regionServices: RegionServices = table;

/** The context that names resource types which AWS has added to a Region since the date of the data. */
const override = 'cdk-ecr-publishing:availableServices';

/** Whether a Region has a service. Undefined if the data does not cover the Region. */
export function isOffered({ type }: RegionalService, region: string): boolean | undefined {
  const { regions, lacking } = regionServices;
  return regions.includes(region) ? !lacking[type]?.includes(region) : undefined;
}

/**
 * Throws if a Region does not have a service, and warns if that is not known. An unresolved Region passes.
 *
 * @param what the part that needs the service, as the message begins.
 */
export function requireService(scope: Construct, what: string, service: RegionalService, region: string): void {
  if (Token.isUnresolved(region) || isOverridden(scope, service)) return;
  const offered = isOffered(service, region);
  if (offered === false) throw new InvalidInputError(`${what} ${lackingProblem(service, region)}`);
  if (offered === undefined) warnOfUnknown(scope, what, service, region);
}

function isOverridden(scope: Construct, { type }: RegionalService): boolean {
  const given: unknown = scope.node.tryGetContext(override);
  return Array.isArray(given) && given.includes(type);
}

function lackingProblem(service: RegionalService, region: string): string {
  return (
    `requires ${service.name}, which Region ${quote(region)} lacks. ${service.remedy}${nearRegions(service, region)} ` +
    `If AWS has added it since ${regionServices.read}, list '${service.type}' in the context \`${override}\`.`
  );
}

/** The Regions of the same part of the world that have the service. */
function nearRegions({ type }: RegionalService, region: string): string {
  const area = region.slice(0, region.lastIndexOf('-')).replace(/-[a-z]+$/, '-');
  const near = regionServices.regions.filter(
    (one) => one.startsWith(area) && !regionServices.lacking[type]?.includes(one),
  );
  return near.length === 0 ? '' : ` Regions ${area}* that have it: ${near.join(', ')}.`;
}

function warnOfUnknown(scope: Construct, what: string, service: RegionalService, region: string): void {
  Validations.of(scope).addWarning(
    'cdk-ecr-publishing:ServiceMayBeMissing',
    `${what} requires ${service.name}. It is not known whether Region ${region} has it. Look it up before you deploy. ` +
      `If the Region lacks it: ${service.remedy}`,
  );
}
