"""What the firm tells its clients about hours, payment, terms …, for staff to keep."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from agent.services import policies
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import SessionDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.policy import PolicyIn, PolicyOut

router = APIRouter(
    prefix="/api/v1/policies",
    tags=["policies"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)

KeyPath = Annotated[str, Path(max_length=100, examples=["horario"], description="Nombre de la política.")]


@router.get("", summary="Políticas")
async def list_policies(session: SessionDep) -> list[PolicyOut]:
    """All of them by key, also those that are switched off."""
    return [PolicyOut.model_validate(row) for row in await policies.list_policies(session)]


@router.get("/{key}", summary="Una política")
async def get_policy(key: KeyPath, session: SessionDep) -> PolicyOut:
    """The policy, switched off or not."""
    return PolicyOut.model_validate(await policies.get_policy(session, key))


@router.put("/{key}", summary="Escribir una política", responses=problem_responses(400, 413, 415))
async def put_policy(key: KeyPath, policy: PolicyIn, session: SessionDep) -> PolicyOut:
    """Written and switched on; the next question is answered with it."""
    row = await policies.put_policy(
        session, key, policy.value, category=policy.category, description=policy.description
    )
    return PolicyOut.model_validate(row)


@router.delete("/{key}", summary="Apagar una política")
async def switch_policy_off(key: KeyPath, session: SessionDep) -> PolicyOut:
    """Switched off, not deleted: a PUT brings it back. Meanwhile a person answers."""
    return PolicyOut.model_validate(await policies.switch_policy(session, key, active=False))
