import { accountIdRule } from '../../../lib/private/aws/account-id';
import { Problems } from '../../../lib/private/validation/problems';
import { InvalidInputError } from '../../../lib/private/validation/validation';

function refusalOf(problems: Problems): () => void {
  return () => {
    problems.refuse();
  };
}

test('nothing wrong is nothing to refuse', () => {
  const problems = new Problems();
  expect(problems.add('path', undefined)).toBe(true);
  expect(problems.check('account', '111122223333', accountIdRule)).toBe(true);
  expect(refusalOf(problems)).not.toThrow();
});

test('fails when there are problems, with a line for each, in their order', () => {
  const problems = new Problems();
  expect(problems.check('accounts[0]', '123', accountIdRule)).toBe(false);
  expect(problems.add('name', 'must be given')).toBe(false);
  expect(refusalOf(problems)).toThrow(
    new InvalidInputError("`accounts[0]` must be a 12-digit AWS account id, got '123'\n`name` must be given"),
  );
});

test('fails when there are more problems than people read, with their count', () => {
  const problems = new Problems();
  for (let index = 0; index < 23; index += 1) problems.add(`list[${index}]`, 'must be so');
  const shown = Array.from({ length: 20 }, (_, index) => `\`list[${index}]\` must be so`);
  expect(refusalOf(problems)).toThrow(new InvalidInputError([...shown, 'and 3 more problems'].join('\n')));
});

test('a path is rendered only if it is shown', () => {
  const problems = new Problems();
  const path = jest.fn(() => 'path');
  problems.add(path, undefined);
  expect(path).not.toHaveBeenCalled();
  for (let index = 0; index < 30; index += 1) problems.add(path, 'must be so');
  expect(path).toHaveBeenCalledTimes(20);
});

test('takes over the problems of another collection after its own, with their count', () => {
  const [problems, others] = [new Problems(), new Problems()];
  for (let index = 0; index < 23; index += 1) others.add(`list[${index}]`, 'must be so');
  problems.add('name', 'must be given');
  problems.addAll(others);
  const shown = Array.from({ length: 19 }, (_, index) => `\`list[${index}]\` must be so`);
  expect(refusalOf(problems)).toThrow(
    new InvalidInputError(['`name` must be given', ...shown, 'and 4 more problems'].join('\n')),
  );
});
