import { sessionNameRule } from '../../../lib/private/aws/session-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

takes(sessionNameRule, ['al', 'Alice', 'alice@example.com', 'alice_2+ci=1,a.b-c', 'a'.repeat(64)]);

const form = "Use 2 to 64 letters, digits and '+=,.@-_'";

refuses(sessionNameRule, "the name of a session like 'alice' or 'alice@example.com'", [
  ...hostileTexts,
  ['is one letter', 'a', `got 'a'. ${form}`],
  ['is long', 'a'.repeat(65), `got '${'a'.repeat(65)}'. ${form}`],
  ['is a pattern', 'alice*', `got 'alice*'. ${form}`],
  ['holds a slash', 'team/alice', `got 'team/alice'. ${form}`],
  ['is a command', "a';id;'", `got 'a';id;''. ${form}`],
]);
