import { StateMachine } from 'aws-local-stepfunctions';
import { type RegistryWorld } from './registry-world';

/**
 * Runs a definition with `aws-local-stepfunctions`. What differs from the service, and what is done about it:
 * - A path with a filter or a wildcard is a list in the service, also an empty one; here it would be an error. A test
 *   file mocks `jsonpath-plus` with `jsonPathOfService`.
 * - `$$.State.EnteredTime`, `$$.Task.Token` and `$$.Execution.Id` are given by the test; the first does not move.
 * - A backslash in the result of an intrinsic function is lost; messages here hold none that matter.
 * - There is no limit of 256 KB, 25,000 events or 100 characters: the tests count and measure by themselves.
 * - A failed `Catch` of `States.ALL` here also takes `States.DataLimitExceeded`; the definition names it first.
 */
export interface Outcome {
  /** The verdicts that were reported, in order. */
  readonly verdicts: readonly string[];
  /** The states that were entered, in their order, those of a map among them. */
  readonly path: readonly string[];
  /** The size of the largest input of a state, of which the service takes 256 KB. */
  readonly largest: number;
  /** Undefined if the execution succeeded. */
  readonly error?: string;
}

type Input = Parameters<StateMachine['run']>[0];

interface TaskState {
  readonly Type: string;
  readonly Resource?: string;
  readonly Retry?: unknown;
  readonly ItemProcessor?: { readonly States: Record<string, TaskState> };
}

export const now = '2026-11-21T12:00:00.000Z';
const executionId = 'arn:aws:states:eu-west-1:123456789012:execution:promotion:1';

export async function execute(
  definition: Record<string, unknown>,
  world: Pick<RegistryWorld, 'call' | 'told'>,
  input: unknown,
  at = now,
): Promise<Outcome> {
  const states = allStates((definition as { States: Record<string, TaskState> }).States);
  const named = (type: string): string[] => states.filter(([, state]) => state.Type === type).map(([name]) => name);
  const zeros = (names: string[]): Record<string, number> => Object.fromEntries(names.map((name) => [name, 0]));
  const tasks = states.filter(([, state]) => state.Resource !== undefined);
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const execution = machine.run(input as Input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        tasks.map(([name, state]) => [
          name,
          (parameters: unknown) => Promise.resolve().then(() => world.call(state.Resource ?? '', parameters)) as never,
        ]),
      ),
      waitTimeOverrides: zeros(named('Wait')),
      retryIntervalOverrides: zeros(tasks.map(([name]) => name)),
    },
    context: { Execution: { Id: executionId }, State: { EnteredTime: at }, Task: { Token: 'the-token' } },
  });
  const path: string[] = [];
  let largest = 0;
  const reading = (async (): Promise<void> => {
    for await (const event of execution.eventLogs) {
      const { type, state } = event as { type: string; state?: { name: string; input: unknown } };
      if (type !== 'StateEntered' || !state) continue;
      path.push(state.name);
      largest = Math.max(largest, JSON.stringify(state.input).length);
    }
  })();
  const error = await execution.result.then(
    () => undefined,
    (failure: unknown) => nameOf(failure),
  );
  await reading;
  return {
    verdicts: world.told.map(({ verdict }) => verdict),
    path,
    largest,
    ...(error === undefined ? {} : { error }),
  };
}

function nameOf(failure: unknown): string {
  const { cause, name, message } = failure as Error & { cause?: Error };
  return cause === undefined ? `${name}: ${message}` : `${cause.name}: ${cause.message}`;
}

/** The states of a definition and of its maps, with their names. */
export function allStates(states: Record<string, TaskState>): [string, TaskState][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, TaskState],
    ...(state.ItemProcessor ? allStates(state.ItemProcessor.States) : []),
  ]);
}
