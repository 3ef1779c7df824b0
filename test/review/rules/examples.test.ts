import { allRules, findAll } from '../../../lib/review/rules/all-rules';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { exampleNames, synthesizeExample } from '../../example-apps';

/** What our own examples leave to their readers. */
const left: Readonly<Record<string, readonly string[]>> = {
  'larger-stack': [
    'note repository-without-lifecycle BaseImages', // a repository of the plain CDK
    'note github-environment-without-ref GitHubRole', // what an environment takes is a setting of GitHub
  ],
};

test.each(exampleNames)('examples/%s has no finding but those that are meant', (name) => {
  const templates = synthesizeExample(name, () => undefined).stacks.map(
    ({ stackName, templateFile, template, environment }) => ({
      name: stackName,
      file: templateFile,
      body: template as unknown,
      place: { account: environment.account, region: environment.region },
    }),
  );
  const graph = buildGraph(templates);
  expect(graph.repositories).not.toEqual([]);
  const findings = findAll(graph).map(
    ({ severity, id, source }) => `${severity} ${id} ${source.logicalId.slice(0, -8)}`,
  );
  expect(findings).toEqual(left[name] ?? []);
});

test('each rule has an id and a title of its own', () => {
  expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
  expect(new Set(allRules.map(({ title }) => title)).size).toBe(allRules.length);
  expect(allRules.filter(({ id, title }) => !/^[a-z]+(-[a-z]+)+$/.test(id) || /^$|\.$/.test(title))).toEqual([]);
});
