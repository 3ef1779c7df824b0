import { minimal, problemsIn } from '../config-cases';
import { publisher } from '../config-stacks';

const wrongName =
  "repositories[0].name: must be an ECR repository name like 'team/service', got 'Svc'. Use lower case only: 'svc'";

test('a wrong name is reported at its entry, and not at a reference to it', () => {
  const config = { ...minimal, repositories: [{ name: 'Svc' }], publishers: [publisher('Svc')] };
  expect(problemsIn(config)).toEqual([wrongName]);
});

test('another wrong reference is still reported', () => {
  const publishers = [publisher('', { repositories: ['Svc', 'servce'] })];
  const repositories = [{ name: 'Svc' }, { name: 'service' }];
  expect(problemsIn({ ...minimal, repositories, publishers })).toEqual([
    "publishers[0].repositories[1]: must be the name of a repository of this file, got 'servce'. Did you mean 'service'?",
    wrongName,
  ]);
});

test('a misspelled key is reported, and not that the right one is missing', () => {
  const repositories = [{ nam: 'service', pullers: [{ acount: '111111111111' }] }];
  const lines = problemsIn({ ...minimal, repositories });
  expect(lines.map((line) => line.replace(/ The known keys .*/, ''))).toEqual([
    "repositories[0]: must not have 'nam'. Did you mean 'name'?",
    "repositories[0].pullers[0]: must not have 'acount'. Did you mean 'account'?",
  ]);
});

test('a misspelled setting is reported, and not that there is none', () => {
  const repositories = [{ name: 'service', retention: { keepNewst: 5 } }];
  const [line, ...others] = problemsIn({ ...minimal, repositories });
  expect(line).toMatch(/^repositories\[0\]\.retention: must not have 'keepNewst'\. Did you mean 'keepNewest'\? /);
  expect(others).toEqual([]);
});

test('two characters in the wrong order are one misspelling', () => {
  const repositories = [{ name: 'service', removalPolicy: 'retian' }];
  const environments = [{ name: 'prod', account: '123456789012', region: 'us-esat-1' }];
  expect(problemsIn({ ...minimal, environments, repositories })).toEqual([
    "environments[0].region: must be an AWS Region, got 'us-esat-1'. Did you mean 'us-east-1'? This version of aws-cdk-lib " +
      'does not know it. Correct it, or update aws-cdk-lib.',
    "repositories[0].removalPolicy: must be one of retain, destroy, got 'retian'. Did you mean 'retain'?",
  ]);
});
