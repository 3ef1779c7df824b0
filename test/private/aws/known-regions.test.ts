import { RegionInfo } from 'aws-cdk-lib/region-info';
import { isRegion, knownRegions } from '../../../lib/private/aws/known-regions';

test('the Regions are those of aws-cdk-lib', () => {
  expect([...knownRegions]).toEqual(RegionInfo.regions.map(({ name }) => name).sort());
});

test('a Region that only a newer aws-cdk-lib knows is a Region', () => {
  const regions = jest.spyOn(RegionInfo, 'regions', 'get').mockReturnValue([RegionInfo.get('xx-new-1')]);
  expect(['xx-new-1', 'xx-new-2'].map(isRegion)).toEqual([true, false]);
  regions.mockRestore();
});
