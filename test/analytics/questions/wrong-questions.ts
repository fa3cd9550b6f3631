/** Arguments of `applicationStatistics` that are refused, each with the field and the reason. */
export const wrongQuestions: readonly (readonly [args: string, field: string, reason: string])[] = [
  ['groupBy: [TYPE, TYPE]', 'groupBy', 'CONFLICT'],
  ['groupBy: [TYPE, TOPIC, STAGE, PROVINCE, YEAR]', 'groupBy', 'RANGE'],
  ['groupBy: [HOUR, DAY]', 'groupBy', 'CONFLICT'],
  ...['WEEK', 'DISTRICT', 'UNIT', 'AGE_IN_DAYS', 'DAYS_TO_ANSWER', 'BUSINESS_DAYS_TO_ANSWER'].map(
    (other) => [`groupBy: [HOUR, ${other}]`, 'groupBy', 'CONFLICT'] as const,
  ),
  ['groupBy: [HOUR, ON_DAY], onDays: ["2026-01-31"]', 'groupBy', 'CONFLICT'],
  ['groupBy: [HOUR], onDays: ["2026-01-31"]', 'onDays', 'CONFLICT'],
  ['groupBy: [HOUR, MONTH], by: ANSWERED', 'by', 'CONFLICT'],
  ...[
    'responsibleUnits: { ids: ["10000000"] }',
    'districtCodes: ["34"]',
    ...['answeredOn', 'firstAnsweredOn', 'closedOn', 'dueOn', 'targetOn'].map(
      (day) => `${day}: { from: "2026-01-01", to: "2026-01-31" }`,
    ),
    ...['overdue', 'late', 'savedByInterimReply'].map((name) => `${name}: true`),
    'dueWithinBusinessDays: 5',
    ...['ageInDays', 'daysToAnswer', 'businessDaysToAnswer'].map((name) => `${name}: { min: 3 }`),
    'filedOn: { from: "2026-01-01", to: "2026-01-30" }',
    'filedOn: { from: "2026-01-02" }',
    'filedOn: { to: "2026-01-02" }',
  ].flatMap((condition) => {
    const [name = ''] = condition.split(':');
    const asked = (filter: string) => `groupBy: [HOUR], filter: { ${filter} }`;
    return [
      [asked(condition), `filter.${name}`, 'CONFLICT'],
      [
        asked(`or: [{ open: true }, { not: { and: [{ ${condition} }] } }]`),
        `filter.or[1].not.and[0].${name}`,
        'CONFLICT',
      ],
    ] as const;
  }),
  [
    'groupBy: [HOUR], filter: { filedOn: { from: "2026-03-01", to: "2026-03-31" } }, previous: PERIOD_BEFORE',
    'previous',
    'CONFLICT',
  ],
  [
    'groupBy: [HOUR], filter: { filedOn: { from: "2026-03-01", to: "2026-03-31" } }, previous: WEEK_BEFORE',
    'previous',
    'CONFLICT',
  ],
  [
    'groupBy: [HOUR], orderBy: [{ measure: COUNT }, { measure: AGE_IN_DAYS_AVERAGE }]',
    'orderBy[1].measure',
    'CONFLICT',
  ],
  ['groupBy: [ON_DAY]', 'groupBy', 'CONFLICT'],
  ['groupBy: [TYPE], onDays: []', 'onDays', 'RANGE'],
  ['groupBy: [ON_DAY], onDays: ["1999-01-01"]', 'onDays[0]', 'RANGE'],
  ['groupBy: [TYPE], unitLevel: { depth: 1 }', 'unitLevel', 'CONFLICT'],
  ['groupBy: [UNIT], unitLevel: { }', 'unitLevel', 'CONFLICT'],
  ['groupBy: [UNIT], unitLevel: { depth: 1, kinds: [MINISTRY] }', 'unitLevel', 'CONFLICT'],
  ['groupBy: [UNIT], unitLevel: { depth: 32 }', 'unitLevel.depth', 'RANGE'],
  ['groupBy: [UNIT], unitLevel: { below: "10000000" }', 'unitLevel.below', 'UNKNOWN'],
  ['groupBy: [TYPE], buckets: [{ of: RATING, from: [1] }]', 'buckets[0].of', 'CONFLICT'],
  ['groupBy: [RATING], buckets: [{ of: RATING, from: [2, 1] }]', 'buckets[0].from', 'RANGE'],
  ['groupBy: [RATING], buckets: [{ of: RATING, from: [] }]', 'buckets[0].from', 'RANGE'],
  ['groupBy: [APPLICATIONS_OF_APPLICANT]', 'buckets', 'REQUIRED'],
  ...['DAY', 'WEEK', 'WEEKDAY', 'DISTRICT', 'UNIT', 'REFERRALS', 'AGE_IN_DAYS'].map(
    (other) =>
      [
        `groupBy: [APPLICATIONS_OF_APPLICANT, ${other}], buckets: [{ of: APPLICATIONS_OF_APPLICANT, from: [1] }]`,
        'groupBy',
        'CONFLICT',
      ] as const,
  ),
  [
    'groupBy: [TOPIC, APPLICATIONS_OF_APPLICANT], buckets: [{ of: APPLICATIONS_OF_APPLICANT, from: [1, 7] }]',
    'buckets[0].from',
    'RANGE',
  ],
  ['groupBy: [TYPE], previous: YEAR_BEFORE', 'previous', 'CONFLICT'],
  ['groupBy: [TYPE], having: [{ measure: COUNT }]', 'having[0]', 'REQUIRED'],
  ['groupBy: [TYPE], having: [{ measure: COUNT, min: 2, max: 1 }]', 'having[0]', 'CONFLICT'],
  ['groupBy: [TYPE], having: [{ measure: OPEN, min: 1 }]', 'having[0].measure', 'CONFLICT'],
  [
    'groupBy: [TYPE], having: [{ measure: COUNT, min: 1 }, { measure: COUNT, of: RATIO, min: 1 }]',
    'having[1].of',
    'CONFLICT',
  ],
  ...[
    'COUNT, min: 5 }, { measure: COUNT, max: 3',
    'COUNT, max: 3.5 }, { measure: COUNT, min: 4',
  ].map(
    (conditions) =>
      [`groupBy: [TYPE], having: [{ measure: ${conditions} }]`, 'having[1]', 'CONFLICT'] as const,
  ),
  ['groupBy: [TYPE], having: [{ min: 1 }]', 'having[0]', 'REQUIRED'],
  [
    'groupBy: [TYPE], having: [{ measure: COUNT, shareAnsweredWithin: { days: 3 }, min: 1 }]',
    'having[0]',
    'CONFLICT',
  ],
  [
    'groupBy: [TYPE], having: [{ daysBetween: { from: CLAIMED, to: REFERRED }, min: 1 }]',
    'having[0].daysBetween',
    'CONFLICT',
  ],
  [
    'groupBy: [TYPE], orderBy: [{ shareAnsweredWithin: { days: 1001 } }]',
    'orderBy[0].shareAnsweredWithin.days',
    'RANGE',
  ],
  [
    'groupBy: [TYPE], orderBy: [{ dimension: TYPE, daysBetween: { from: CLAIMED, to: REFERRED } }]',
    'orderBy[0]',
    'CONFLICT',
  ],
  [
    'groupBy: [HOUR], orderBy: [{ daysBetween: { from: FILED, to: CLAIMED } }]',
    'orderBy[0].daysBetween',
    'CONFLICT',
  ],
  ['groupBy: [TYPE], orderBy: [{ }]', 'orderBy[0]', 'CONFLICT'],
  ['groupBy: [TYPE], orderBy: [{ dimension: STAGE }]', 'orderBy[0].dimension', 'CONFLICT'],
  ['groupBy: [TYPE], first: 0', 'first', 'RANGE'],
  ['groupBy: [TYPE], first: 10001', 'first', 'RANGE'],
];
