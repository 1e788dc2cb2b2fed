import 'drystep/jest';
import { testApp } from 'drystep/testing';
import { OrdersStack } from '../readme/orders-stack';

test('the orders are valid', () => {
  expect(new OrdersStack(testApp(), 'Orders')).toBeValid();
});
