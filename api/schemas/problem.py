"""The body of every error: RFC 9457, application/problem+json."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PROBLEM_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One value at fault: where it is, what is wrong, what to do."""

    model_config = ConfigDict(extra="forbid")

    location: Literal["body", "query", "path", "header", "cookie", "form"] = Field(examples=["body"])
    pointer: str | None = Field(
        description="JSON Pointer (RFC 6901) dentro del cuerpo; null fuera de él.",
        examples=["#/elements/0/quantity"],
    )
    name: str | None = Field(description="Nombre del parámetro; null en el cuerpo.")
    code: str = Field(examples=["greater_than_equal"])
    detail: str = Field(examples=["El número es demasiado pequeño."])
    remedy: str = Field(examples=["Usa un número de 1 o más."])


class Problem(BaseModel):
    """Why a request was refused. `code` is stable; `detail` and `remedy` are for people."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:msia:problem:unknown_case",
                    "title": "No existe",
                    "status": 404,
                    "detail": "No existe el expediente 6f1d6c0e-8f0f-4d0e-9a57-0d1f4a9f3c11.",
                    "instance": "/api/v1/cases/6f1d6c0e-8f0f-4d0e-9a57-0d1f4a9f3c11",
                    "code": "unknown_case",
                    "field": "case_id",
                    "remedy": "Comprueba el identificador.",
                    "request_id": "0198f7a2c1d44d0b9e1f3a5b7c9d0e2f",
                    "errors": [],
                }
            ]
        },
    )

    type: str = Field(description="URN del tipo de problema.")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    instance: str = Field(description="Ruta de la petición.")
    code: str = Field(description="Nombre estable del problema, para programas.")
    field: str | None = Field(description="Dato en falta, cuando es uno.")
    remedy: str | None = Field(description="Qué hacer.")
    request_id: str = Field(description="El de la cabecera X-Request-ID y del registro.")
    errors: list[FieldProblem] = Field(
        description="Los valores no válidos, hasta 20, en los problemas 400 y 422."
    )
