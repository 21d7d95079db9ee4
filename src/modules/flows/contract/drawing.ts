/** How our attributes stand in a BPMN file: the chart of the desk writes them as the program reads them. */
export { govDescriptor } from '../domain/gov-descriptor.ts';
export { callProperties, nodeProperties, stepExtension } from '../domain/gov-properties.ts';
