import { accessTypes } from './types/access-types';
import { type ComparedType } from './types/compared-type';
import { registryTypes } from './types/registry-types';
import { runTypes } from './types/run-types';
import { storeTypes } from './types/store-types';

/** All types. `npm run create-only` writes the properties whose change replaces a resource. */
export const comparedTypes: ReadonlyMap<string, ComparedType> = new Map(
  Object.entries({ ...registryTypes, ...accessTypes, ...runTypes, ...storeTypes }),
);
