import { groupedBy } from '../../../private/values/grouped-by';
import { labelLines } from './labels';
import { average, type Node } from './nodes';

/** A rectangle in the units of the picture. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node with its area and the lines of its label. */
export interface PlacedNode extends Node, Area {
  readonly lines: readonly string[];
}

/** The area around the nodes of one account, or of another group. */
export interface Frame extends Area {
  readonly name: string;
  readonly nodes: readonly PlacedNode[];
}

/** The left edge and the width of a column of the picture. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

export const lineHeight = 16;
export const frameHeadHeight = 28;
const firstFrame = 34;
const betweenFrames = 12;
const betweenNodes = 8;
const insideFrame = 10;

/** The frames of a column from top to bottom, with the nodes of each, both near to what they are connected to. */
export function placedFrames(nodes: readonly Node[], column: Column): Frame[] {
  const frames: Frame[] = [];
  let y = firstFrame;
  for (const inside of groupedBy(nodes, ({ frame }) => frame).sort(byNear(nearOf))) {
    const frame = placedFrame(inside[0].frame, [...inside].sort(byNear(({ near }) => near)), column, y);
    frames.push(frame);
    y += frame.height + insideFrame;
  }
  return frames;
}

function placedFrame(name: string, nodes: readonly Node[], { x, width }: Column, top: number): Frame {
  const placed: PlacedNode[] = [];
  let y = top + frameHeadHeight;
  for (const node of nodes) {
    const lines = labelLines(node.label, width - 2 * insideFrame);
    const height = (lines.length + (node.note === '' ? 0 : 1)) * lineHeight + 12;
    placed.push({ ...node, lines, x: x + insideFrame, y, width: width - 2 * insideFrame, height });
    y += height + betweenNodes;
  }
  return { name, nodes: placed, x, y: top, width, height: y + betweenFrames - top - insideFrame };
}

function nearOf(nodes: readonly Node[]): number {
  return average(nodes.map(({ near }) => near));
}

function byNear<T>(near: (item: T) => number): (one: T, other: T) => number {
  return (one, other) => near(one) - near(other);
}
