'use client';

import { LogIn } from 'lucide-react';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

interface SignInButtonProps {
  readonly providerId: string;
  readonly name: string;
  readonly host: string;
  readonly returnTo: string;
}

export function SignInButton({ providerId, name, host, returnTo }: SignInButtonProps) {
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <Button
      look="primary"
      className="h-auto min-h-10 w-full flex-wrap py-1.5 text-sm whitespace-normal"
      disabled={isLeaving}
      onClick={() => {
        setIsLeaving(true);
        signIn(providerId, { callbackUrl: returnTo }).catch(() => {
          setIsLeaving(false);
        });
      }}
    >
      <LogIn aria-hidden />
      Sign in with {name}
      {name !== host && <span className="text-xs font-normal opacity-90">{host}</span>}
    </Button>
  );
}
