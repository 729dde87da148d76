import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { createRemoteJWKSet, decodeProtectedHeader, exportSPKI } from 'jose';
import { ExtractJwt, Strategy } from 'passport-jwt';

const keys = createRemoteJWKSet(new URL('https://auth.example.com/.well-known/jwks.json'));
const keyOf = async (token: string) => exportSPKI(await keys(decodeProtectedHeader(token)));

/** For `@UseGuards(AuthGuard('identity'))`. */
@Injectable()
export class IdentityStrategy extends PassportStrategy(Strategy, 'identity') {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromHeader('twofold-identity'),
      secretOrKeyProvider: (_request, token, done) => void keyOf(token).then((key) => done(null, key), done),
      algorithms: ['ES256'],
      issuer: 'https://auth.example.com',
      audience: 'https://app.example.com',
    });
  }

  validate(claims: { sub: string; email: string; groups: string[] }) {
    return claims;
  }
}
