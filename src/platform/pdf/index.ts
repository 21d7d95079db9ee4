export { boxOf, drawSvg } from './draw-svg.ts';
export { openPaper, type PaperOptions } from './open-paper.ts';
