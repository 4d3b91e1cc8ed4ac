import {
  Ban,
  CircleCheck,
  CircleX,
  FastForward,
  FilePen,
  Hand,
  LoaderCircle,
  type LucideIcon,
  MessageSquareDiff,
  ShieldX,
  ThumbsUp,
  Undo2,
} from 'lucide-react';
import type { FixStatus } from '@/lib/domain/fix-status';
import { fixStatusFace } from '@/lib/format/fix-status-face';
import { Badge } from '@/components/ui/badge';

const icons = {
  proposed: FilePen,
  validating: LoaderCircle,
  validated: CircleCheck,
  suggested: MessageSquareDiff,
  waiting: Hand,
  approved: ThumbsUp,
  applied: CircleCheck,
  undone: Undo2,
  refused: ShieldX,
  'not-mended': CircleX,
  dismissed: Ban,
  abandoned: FastForward,
} as const satisfies Record<FixStatus, LucideIcon>;

export function FixStatusBadge({ status }: { readonly status: FixStatus }) {
  const face = fixStatusFace[status];
  return (
    <Badge tone={face.tone} icon={icons[status]} spinning={status === 'validating'} title={face.explanation}>
      {face.label}
    </Badge>
  );
}
