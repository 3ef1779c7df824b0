import { sourceName } from '../../../lib/review/render/source-text';

test.each([
  ['Stack/Service/Resource', 'Stack/Service'],
  ['Stack/Service/Default', 'Stack/Service'],
  ['Stack/Service', 'Stack/Service'],
  ['', 'Service1234'],
])('the short name of a resource at %j is %s', (path, name) => {
  expect(sourceName({ template: 'Stack', logicalId: 'Service1234', path })).toBe(name);
});
