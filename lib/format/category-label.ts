import type { Category } from '@/lib/domain/category';

export const categoryLabel = {
  format: 'Format',
  lint: 'Lint',
  'type-check': 'Type check',
  build: 'Build',
  test: 'Test',
  dependency: 'Dependency',
  configuration: 'Configuration',
  infrastructure: 'Infrastructure',
  timeout: 'Timeout',
  resource: 'Resources',
  permission: 'Permission',
  unknown: 'Unknown cause',
} as const satisfies Record<Category, string>;
