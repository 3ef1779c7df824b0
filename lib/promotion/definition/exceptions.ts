import { type ExceptionRule } from './gate-rules';
import { type States, choice, pass, result } from './states';

/**
 * The states that find the exceptions that are valid now, so that one expires without a deployment. Exceptions with the same
 * end are checked together.
 */
export function exceptionStates(exceptions: readonly ExceptionRule[]): States {
  const groups = [...new Set(exceptions.map(({ until }) => until))].sort().map((until) => ({
    until,
    names: exceptions.filter((exception) => exception.until === until).map(({ name }) => name),
  }));
  if (groups.length === 0) {
    return { 'Which exceptions are there?': pass({ names: [] }, '$.excepted', 'Open the manifest') };
  }
  return {
    'Which exceptions are there?': pass({ groups }, '$.exceptions', 'Which exceptions hold?'),
    'Which exceptions hold?': {
      Type: 'Map',
      ItemsPath: '$.exceptions.groups',
      ItemSelector: {
        'names.$': '$$.Map.Item.Value.names',
        'until.$': '$$.Map.Item.Value.until',
        'now.$': '$$.State.EnteredTime',
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Does it hold?',
        States: {
          'Does it hold?': choice(
            [[{ Variable: '$.now', TimestampLessThanPath: '$.until' }, 'It holds']],
            'It is over',
          ),
          'It holds': result({ 'names.$': '$.names' }),
          'It is over': result({ names: [] }),
        },
      },
      ResultPath: '$.exceptions.held',
      Next: 'Gather the exceptions',
    },
    'Gather the exceptions': pass({ 'names.$': '$.exceptions.held[*].names[*]' }, '$.excepted', 'Open the manifest'),
  };
}
