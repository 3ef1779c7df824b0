import { pull, uploads } from './fixtures';
import { useOf } from '../../../lib/review/rules/repository/use-of-statement';

test.each([
  [pull, 'pull from'],
  [['ecr:BatchGetImage'], 'read the image manifests of'],
  [['ecr:GetDownloadUrlForLayer'], 'download layers of'],
  [[...pull, ...uploads], 'pull from and push to'],
  [['ecr:BatchGetImage', 'ecr:PutImage'], 'read the image manifests of and push to'],
  [['ecr:ReplicateImage'], 'replicate into'],
  [['ecr:DescribeImages'], 'use'],
  [[...pull, 'ecr:SetRepositoryPolicy'], 'change'],
])('%j is named by what it allows: %s', (actions, use) => {
  expect(useOf(actions)).toBe(use);
});
