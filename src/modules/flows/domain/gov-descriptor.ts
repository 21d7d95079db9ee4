import { STEP_TEXTS } from './gov-vocabulary.ts';

export const GOV_NAMESPACE = 'https://chengming.dev/ns/gov/1';

const attribute = (name: string) => ({ name, isAttr: true, type: 'String' });

/**
 * The moddle descriptor of our extension of BPMN. Every attribute is a String on purpose: moddle turns a bad
 * Integer into NaN without a warning, so values are read as text and checked by `flow-table.ts`.
 */
export const govDescriptor = {
  name: 'Chengming',
  uri: GOV_NAMESPACE,
  prefix: 'gov',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'NodeAttributes',
      extends: ['bpmn:FlowNode'],
      properties: [
        'post',
        'role',
        'clock',
        'limit',
        'timer',
        'statutoryLimit',
        'statutoryArticle',
        'minLimit',
        'minLimitOf',
        'article',
        'risk',
        'keyPoint',
        'twoOfficers',
        'public',
        'publicLabel',
        'main',
        'nameEn',
      ].map(attribute),
    },
    {
      name: 'CallAttributes',
      extends: ['bpmn:CallActivity'],
      properties: [attribute('calledVersion'), attribute('completes')],
    },
    {
      name: 'EdgeAttributes',
      extends: ['bpmn:SequenceFlow'],
      properties: ['when', 'loop', 'labelEn'].map(attribute),
    },
    { name: 'LaneAttributes', extends: ['bpmn:Lane'], properties: [attribute('post'), attribute('kind')] },
    {
      name: 'Step',
      superClass: ['Element'],
      properties: [
        ...STEP_TEXTS.map((name) => ({ name, type: 'String' })),
        { name: 'outcomes', type: 'Outcome', isMany: true },
        { name: 'bases', type: 'Basis', isMany: true },
        { name: 'documents', type: 'Document', isMany: true },
      ],
    },
    { name: 'Outcome', superClass: ['Element'], properties: ['code', 'label'].map(attribute) },
    { name: 'Basis', superClass: ['Element'], properties: ['law', 'article', 'verified'].map(attribute) },
    { name: 'Document', superClass: ['Element'], properties: [attribute('name')] },
    {
      name: 'Flow',
      superClass: ['Element'],
      properties: [
        ...['kind', 'mainFrom', 'mainTo'].map(attribute),
        { name: 'fields', type: 'Field', isMany: true },
      ],
    },
    { name: 'Field', superClass: ['Element'], properties: ['name', 'type', 'values'].map(attribute) },
  ],
};
