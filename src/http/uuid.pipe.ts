import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NotFoundException } from '../errors/common.exceptions.js';

/** A path parameter that is a UUID. What is none names nothing, so it is answered like any other unknown id. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) {
      throw new NotFoundException();
    }
    return value;
  }
}
