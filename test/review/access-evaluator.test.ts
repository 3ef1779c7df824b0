import { evaluate } from '../../lib/review/access-evaluator';
import { allow, request } from './evaluator-requests';

describe('one account', () => {
  test('its own policies allow', () => {
    expect(evaluate(request(), { identity: [allow()] })).toMatchObject({ decision: 'allowed', conditions: [] });
    expect(evaluate(request(), { identity: [] })).toEqual({ decision: 'denied', conditions: [], statements: [] });
  });
});
