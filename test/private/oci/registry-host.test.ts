import { Repository } from 'aws-cdk-lib/aws-ecr';
import { FactName, RegionInfo } from 'aws-cdk-lib/region-info';
import { registryHost } from '../../../lib/private/oci/registry-host';
import { newOpenStack, newStack } from '../../synthesis';

const regions = RegionInfo.regions.map(({ name }) => name);

test('every Region that CDK knows has the host that AWS gives it', () => {
  expect(regions.length).toBeGreaterThan(30);
  const hosts = regions.map((region) => {
    const stack = newStack({ env: { account: '123456789012', region } });
    return registryHost(Repository.fromRepositoryName(stack, 'Repository', 'app'));
  });
  const suffixes = regions.map((region) => RegionInfo.get(region).domainSuffix ?? FactName.DOMAIN_SUFFIX);
  expect(hosts).toEqual(regions.map((region, index) => `123456789012.dkr.ecr.${region}.${suffixes[index] ?? ''}`));
});

test('the host is known at deployment if the Region is', () => {
  const stack = newOpenStack();
  const host = registryHost(new Repository(stack, 'Repository'));
  expect(stack.resolve(host)).toEqual({
    'Fn::Join': ['', [{ Ref: 'AWS::AccountId' }, '.dkr.ecr.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
  });
});
