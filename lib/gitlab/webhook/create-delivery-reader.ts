import type { DeliveryReader } from '@/lib/ports/delivery-reader';

import { isSignedDelivery, precheckDelivery } from './authenticate-delivery';
import { deliveryKey } from './delivery-key';
import { readDelivery } from './read-delivery';

/** GitLab's webhooks, as its versions from 16 on send them. */
export function createDeliveryReader(): DeliveryReader {
  return {
    precheck: precheckDelivery,
    isSigned: isSignedDelivery,
    idempotencyKey: deliveryKey,
    read: readDelivery,
  };
}
