import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { type IConstruct } from 'constructs';
import { firstCallOf } from '../private/boundary/public-api';

/**
 * Creates the resource of a construct and records which calls created it, for reports to show. CDK records them itself, but
 * that takes four times as long, since it also parses the calls inside the libraries.
 *
 * @param construct the construct, which must not have children yet.
 * @param constructor the class that was called with `new`. The recorded calls begin below it.
 * @param create creates the resource as a child of the construct.
 */
export function withCreationStack<Resource extends IConstruct>(
  construct: IConstruct,
  constructor: NewableFunction,
  create: () => Resource,
): Resource {
  const calls = isLeftToCdk(construct) ? [] : userCalls(constructor);
  if (calls.length === 0) return create();
  construct.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
  const resource = create();
  resource.node.addMetadata(ArtifactMetadataEntryType.CREATION_STACK, calls);
  return resource;
}

/** Whether the user turned the record off, or the calls are those of another language, which only CDK can read. */
function isLeftToCdk({ node }: IConstruct): boolean {
  return process.env.JSII_AGENT !== undefined || Boolean(node.tryGetContext(DISABLE_CREATION_STACK_TRACES));
}

/** More calls cost more time, and these lead to the line that creates the construct and to the callers of its function. */
const mostCalls = 3;

/** The last calls outside of packages and Node.js, as CDK writes them: `function (file:line:column)`. */
function userCalls(constructor: NewableFunction): string[] {
  const traced: { stack?: string } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = mostCalls;
  Error.captureStackTrace(traced, firstCallOf(constructor));
  Error.stackTraceLimit = stackTraceLimit;
  const [, ...calls] = (traced.stack ?? '').split('\n    at ');
  return calls.filter((call) => !/node_modules|\(?node:/.test(call)).map(withFunction);
}

function withFunction(call: string): string {
  return call.endsWith(')') ? call.replace(/^Object\.<anonymous> /, '<anonymous> ') : `<anonymous> (${call})`;
}
