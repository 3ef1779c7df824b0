import { isObject, type Json, type JsonObject } from './json';
import { type RegistryPlace } from './registry-ground/moto-request';
import { type RegistryPush } from './registry-ground/registry-front';

/** The event of a push, as ECR documents it. It has no tag if the push was by digest. */
export function pushEvent({ account, region }: RegistryPlace, push: RegistryPush): JsonObject {
  return {
    version: '0',
    id: '13cde686-328b-6117-af20-0e5566167482',
    'detail-type': 'ECR Image Action',
    source: 'aws.ecr',
    account,
    time: '2026-11-21T12:00:00Z',
    region,
    resources: [],
    detail: {
      result: 'SUCCESS',
      'repository-name': push.repository,
      'image-digest': push.digest,
      'action-type': 'PUSH',
      ...(push.tag !== undefined && { 'image-tag': push.tag }),
      'manifest-media-type': push.mediaType,
    },
  };
}

/** The event of an execution that ended, as Step Functions documents it. */
export function executionEvent(
  { account, region }: RegistryPlace,
  stateMachineArn: string,
  status: string,
): JsonObject {
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:1`;
  return {
    version: '0',
    id: '315c1398-40ff-a850-213b-158f73e60175',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account,
    time: '2026-11-21T12:10:00Z',
    region,
    resources: [executionArn],
    detail: { executionArn, stateMachineArn, name: '1', status },
  };
}

/** Whether EventBridge hands an event to a rule; a kind of matcher that no rule here has is an error. */
export function matches(pattern: JsonObject, event: JsonObject): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = event[key];
    if (isObject(wanted)) return isObject(value) && matches(wanted, value);
    return (wanted as readonly Json[]).some((one) => (isObject(one) ? startsAs(one, value) : one === value));
  });
}

function startsAs(matcher: JsonObject, value: Json | undefined): boolean {
  const { prefix, ...others } = matcher;
  if (typeof prefix !== 'string' || Object.keys(others).length > 0) {
    throw new Error(`this matcher is not known: ${JSON.stringify(matcher)}`);
  }
  return typeof value === 'string' && value.startsWith(prefix);
}

/** The input that EventBridge sends to a target. A path without a value becomes an empty text. */
export function transformed(transformer: JsonObject, event: JsonObject): Json {
  const paths = transformer.InputPathsMap as Record<string, string>;
  const template = transformer.InputTemplate as string;
  const input = template.replace(/<(\w+)>/g, (_, name: string) => {
    const keys = (paths[name] ?? '').split('.').slice(1);
    const value = keys.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), event);
    return typeof value === 'string' ? value : '';
  });
  return JSON.parse(input) as Json;
}
