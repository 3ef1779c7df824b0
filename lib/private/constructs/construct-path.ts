import { type IConstruct } from 'constructs';

/** The path of the construct that a user knows, without the ids of its resource. */
export function constructPath({ node }: IConstruct): string {
  return node.path.replace(/(\/(Resource|Default))+$/, '');
}
